"""Plain text out of whatever an input holds: encodings, broken Unicode, tags, Markdown.

Every function here is pure and takes time in proportion to the length of its input.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
FOREIGN = 0.25  # share of letters beyond A to Z from which on a text is in another alphabet
SAMPLE = 5_000  # bytes by which a language is told
GIBBERISH = 0.05  # share of control and replacement characters from which on it is no text


def decode(data: bytes, declared: str = "") -> tuple[str, str] | None:
    """The text of bytes and the encoding where it had to be guessed, else ""; None where they are no text.

    By the mark they open with, else UTF-8, else the encoding the file ``declared``, else UTF-8
    with a few broken bytes, else the best guess.
    """
    text, guessed = _decode_marked(data) or _decode_plain(data, declared), ""
    if text is None and b"\x00" not in data[:8000]:
        guessed = _guess_encoding(data[:200_000])
        text = data.decode(guessed, errors="replace") if guessed else None
    if text is None or len(_NO_TEXT.findall(text[:20_000])) > GIBBERISH * min(len(text), 20_000):
        return None
    return text, guessed


_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x7f\ufffd\ue000-\uf8ff]")


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    even, odd = data[:8000:2].count(0), data[1:8000:2].count(0)
    if even + odd > min(len(data), 8000) // 5 and (even == 0 or odd == 0):
        return data.decode("utf-16-le" if even == 0 else "utf-16-be", errors="replace")
    return None


def _decode_plain(data: bytes, declared: str) -> str | None:
    if b"\x00" in data[:8000]:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, ValueError):
            pass
    text = data.decode("utf-8", errors="replace")
    return text if sum(c > "\x7f" for c in text) > 3 * text.count("\ufffd") else None


def _guess_encoding(data: bytes) -> str:
    """The most likely encoding of a text in none of Unicode's, or "".

    The letters of A to Z tell the language of a text mostly written in them, and with it which of the
    encodings for such texts it is; western Europe's, where it is no language of another.
    """
    text = data.decode("cp1252", errors="replace")
    letters = [c for c in text if c.isalpha()]
    if sum(c > "\x7f" for c in letters) > FOREIGN * len(letters):
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        return best.encoding if best else ""
    from py3langid.langid import classify

    sample = data[:SAMPLE]
    languages = {name: classify(sample.decode(name, errors="replace")) for name in ("cp1252", *_LANGUAGES)}
    if not any(languages["cp1252"][0] in spoken for spoken in _LANGUAGES.values()):
        return "cp1252"
    fitting = [name for name, spoken in _LANGUAGES.items() if languages[name][0] in spoken]
    return max(fitting, key=lambda name: float(languages[name][1]), default="cp1252")


# encodings beside that of western Europe, and the languages of A to Z that are written in each
_LANGUAGES = {
    "cp1250": ("cs", "sk", "pl", "hu", "hr", "sl", "bs", "sr", "ro", "sq"),
    "cp1254": ("tr", "az"),
    "cp1257": ("lt", "lv", "ltg"),
}


def clean_text(text: str) -> str:
    """Text with broken Unicode mended, line breaks made one kind, invisible and control characters gone."""
    import ftfy

    text = text.translate(_BREAKS)  # before ftfy, which would take them out and join two words
    text = ftfy.fix_text(text, uncurl_quotes=False, unescape_html=False, normalization="NFC", explain=False)
    text = _INVISIBLE.sub("", _BLANK.sub(" ", _BREAK.sub("\n", text)))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return _CUT_LINE.sub(r"\1 ", text)


# a sentence that a link, a wrapped line or a page's end has cut goes on in lower case
_CUT_LINE = re.compile(r"^([^\n]{40,}[a-z,;”\"’)])\n(?=[a-z]+ )", re.M)
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E), "\n")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n\t ]")
# control characters, surrogates, private use, and characters without width (some turn text round or hide it)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def one_line(text: str) -> str:
    """Clean text without tags, on one line: a title, a name, an address."""
    return " ".join(clean_text(without_tags(text)).split())


_BLOCK = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_INLINE = frozenset(
    "a abbr b big cite code del dfn em font i iframe img ins kbd mark noscript q s samp script small "
    "span strike strong style sub sup svg time tt u var video html body head meta link title button form "
    "input applet audio base canvas details embed frame frameset math mi mn mo mtext object textarea".split()
)
_TAG = re.compile(r"<!--|</?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def without_tags(text: str) -> str:
    """Text that came with HTML tags or entities in it, without them; its paragraphs stay apart."""
    for _ in range(2):  # a feed may escape its tags once more
        before, text = text, _unescape(_strip_tags(text))
        if before == text:
            break
    return text


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _strip_tags(text: str) -> str:
    names = {(match[1] or "").lower() for match in _TAG.finditer(text)}
    if not names & (_BLOCK | _INLINE):
        return text
    if names & _BLOCK:  # then a single line break is a space, as in a browser
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = "".join(_untagged(text))
    return re.sub(r"[ \t]*\n\s*", "\n", plain).strip("\n") if names & _BLOCK else plain


def _untagged(text: str) -> Iterator[str]:
    """What stands between the tags; scripts, styles and comments that end are passed over."""
    at = 0
    lower = text.lower() if text.isascii() else re.sub("[A-Z]", lambda m: m[0].lower(), text)
    for match in _TAG.finditer(text):
        if match.start() < at:
            continue
        name = (match[1] or "").lower()
        closing = {"": "-->", "script": "</script", "style": "</style"}.get(name)
        if closing is None and name not in _BLOCK | _INLINE:
            continue
        yield text[at : match.start()]
        yield "\n" if name in _BLOCK else ""
        at = match.end()
        if closing and text[match.start() + 1] != "/":
            # looked for from the end first: a thousand tags that nothing closes cost one look each
            at = lower.find(closing, at) if lower.rfind(closing) >= at else at
    yield text[at:]


def plain_markdown(text: str) -> tuple[str, str]:
    """The heading that Markdown opens with, or "", and the rest as plain text, a line a paragraph.

    Items of lists that are whole sentences, and no links, end with a full stop.
    """
    from markdown_it import MarkdownIt

    heading = ""
    lines: list[str] = []
    cells: list[str] | None = None  # of the row of a table that is being read
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = _markdown_line(token)
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            lines += table_lines(cells or [])
            cells = None
        elif cells is not None:
            cells += [line] if token.type == "inline" else []
        elif before is not None and before.type == "heading_open" and not heading and not lines:
            heading = line
        elif line:
            is_item = token.type == "inline" and token.level > 2 and not _is_link(token.children or [])
            lines.append(finish_items(f"- {line}")[2:] if is_item else line)
    return heading, "\n".join(lines)


def finish_items(text: str) -> str:
    """Text whose lists hold whole sentences without a full stop, with one behind each: ``- Aster closed
    its airspace``. Told by the past tense: headlines of links stand in the present, or ask."""
    return _TOLD_ITEM.sub(r"\g<0>.", text)


_TOLD_ITEM = re.compile(
    r"^[ \t]*[-–•*][ \t]+(?!(?:What|Why|How|Who|Which|When|Where|Was|Were|Did|Had|Could|Would)\b)"
    r"(?=(?:\S+ ){3})[^\W_][^\n]{0,400}?\b(?:was|were|had|did|said|told|could|would|"
    r"died|fell|rose|went|came|began|ended|arrived|returned|collapsed|resigned|"
    r"(?:[a-z]{2,}ed|met|took|left|made|held|sent|put|cut|lost|won|brought|struck|hit)"
    r" (?:the|an?|its|his|her|their|that|\d[\d,.]*))\b[^\n]{0,400}(?<![.!?:;…,\"'”’»)\]\s])(?=[ \t]*$)",
    re.M,
)
_STOP = re.compile(r"[.!?][\"'”’»)\]]*$")
SHORTEST = 4  # words of a cell that is a sentence


def table_lines(cells: Sequence[str]) -> list[str]:
    """A row of a table as lines: ``| Pell | 7 |``, or its cells as paragraphs where one ends a sentence."""
    texts = [cell.strip() for cell in cells]
    if len(texts) == 1 or any(_STOP.search(t[-SHORTEST:]) and len(t.split()) >= SHORTEST for t in texts):
        return [line for text in texts for line in text.split("\n") if line.strip()]
    return [f"| {' | '.join(' '.join(text.split()) for text in texts)} |"] if any(texts) else []


def _is_link(tokens: Sequence[Token]) -> bool:
    """Whether nothing but links stands in a paragraph."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if depth == 0 and token.content.strip():
            return False
    return True


def _markdown_line(token: Token) -> str:
    if token.type == "inline":
        return "\n".join(
            " ".join(x.split()) for x in _inline_text(token.children or []).split("\n") if x.strip()
        )
    if token.type in ("code_block", "fence"):  # an indented paragraph is one
        return "\n".join(line.strip() for line in token.content.split("\n") if line.strip())
    if token.type == "html_block":
        return "\n".join(line.strip() for line in without_tags(token.content).split("\n") if line.strip())
    return ""


def _inline_text(tokens: Sequence[Token]) -> str:
    marks = {"softbreak": " ", "hardbreak": "\n"}
    kept = (marks.get(t.type) or t.content for t in tokens if t.type != "image")
    return without_tags("".join(kept))
