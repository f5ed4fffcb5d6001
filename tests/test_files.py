"""Inputs of every kind, good and bad."""

from __future__ import annotations

import io
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.sources import files
from summarizer.sources.files import read_documents
from summarizer.sources.published import parse_date
from summarizer.types import Document, notes_of

TEXT = (
    "Norvian troops crossed the Tamer river at dawn.\nGovernor Ilse Maran said four people had died in Oskel."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Oskel falls | Post</title>
<meta property="article:published_time" content="2026-05-06T08:00:00Z"><meta property="og:site_name" content="Post"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Oskel falls</h1>
<p>{TEXT.split(chr(10))[0]}</p><p>{TEXT.split(chr(10))[1]} The town hall was closed, and trains stopped running at noon.</p>
<p>Residents left by the northern road in cars and on foot, and the hospital asked for blood.</p></article>
<footer>Sign up for our newsletter</footer></body></html>"""


def read(path: Path, data: bytes) -> tuple[list[Document], list[str]]:
    path.write_bytes(data)
    documents, skipped = read_documents([str(path)])
    return documents, [s.why for s in skipped]


def one(path: Path, data: bytes) -> Document:
    documents, skipped = read(path, data)
    assert skipped == []
    assert len(documents) == 1
    return documents[0]


def test_text(tmp_path: Path) -> None:
    found = one(tmp_path / "oskel.txt", f"Troops cross the Tamer\r\n\r\n{TEXT}".encode())
    assert found.id == "oskel"
    assert found.title == "Troops cross the Tamer"
    assert found.text.endswith(TEXT)
    assert found.language == "en"
    assert found.published is None


def test_headline_that_stands_twice_is_the_title(tmp_path: Path) -> None:
    lead = "A crossing of the Tamer has left four people dead."
    text = f"{lead}\nNorvian Troops Cross Tamer\n\nNorvian Troops Cross Tamer\n{TEXT}"
    assert one(tmp_path / "a.txt", text.encode()).title == "Norvian Troops Cross Tamer"


def test_front_matter_and_markdown(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Bridge falls\ndate: 2026-05-06\nsource: Post\nurl: https://post.example.org/1\n---\n\n"
        "**Norvian** troops crossed\nthe [Tamer](https://x.example.org) river.\n\n- They took `Oskel`.\n"
    )
    found = one(tmp_path / "a.md", text.encode())
    assert (found.title, found.source, found.url) == ("Bridge falls", "Post", "https://post.example.org/1")
    assert found.published == datetime(2026, 5, 6, tzinfo=UTC)
    assert found.text == "Norvian troops crossed the Tamer river.\nThey took Oskel."
    assert one(tmp_path / "b.md", f"# Oskel falls\n\n{TEXT}".encode()).title == "Oskel falls"


@pytest.mark.parametrize(
    "line",
    ["2026-05-06", "6 May 2026", "Wednesday, May 6, 2026", "Published: 6 May 2026", "2026-05-06, Meridian News",
     "*2026-05-06 | Meridian News*"],
)  # fmt: skip
def test_a_line_at_the_top_that_is_a_date_is_the_date(tmp_path: Path, line: str) -> None:
    text = f"# Troops cross the Tamer\n\n{line}\n\nBy Tom Arvid\n\n{TEXT}"
    assert one(tmp_path / "a.md", text.encode()).published == datetime(2026, 5, 6, tzinfo=UTC)
    plain = text.replace("# ", "").replace("*", "")
    assert one(tmp_path / "a.txt", plain.encode()).published == datetime(2026, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["Wednesday 6 May 2026", "May 6th, 2026", "06.05.2026", "2026/05/06", "6-May-2026", "Wed May 6 2026", "6 mai 2026",
     "20260506", "mercoledì 6 maggio 2026", "Wednesday, May 6th, 2026", "Posted on 6 MAY 2026 – Meridian News"],
)  # fmt: skip
def test_a_date_is_known_in_the_forms_that_people_write(tmp_path: Path, line: str) -> None:
    text = f"Troops cross the Tamer\n{line}\n\n{TEXT}"
    assert one(tmp_path / "a.txt", text.encode()).published == datetime(2026, 5, 6, tzinfo=UTC)
    front = f"---\ntitle: T\ndate: {line}\n---\n{TEXT}"
    if not line.startswith("Posted"):
        assert one(tmp_path / "b.txt", front.encode()).published == datetime(2026, 5, 6, tzinfo=UTC)


def test_a_date_line_may_hold_a_time(tmp_path: Path) -> None:
    for clock, hour in (("14:05 GMT", 14), ("2:05 p.m. EDT", 18), ("14.05 UTC+2", 12)):
        text = f"Troops cross the Tamer\nPublished: 10 June 2026 at {clock}\n{TEXT}"
        found = one(tmp_path / "a.txt", text.encode())
        assert found.published == datetime(2026, 6, 10, hour, 5, tzinfo=UTC)


def test_the_date_of_a_page_may_be_a_line_that_says_published(tmp_path: Path) -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2026-05-06T08:00:00Z">', "")
    dated = bare.replace("</h1>", "</h1><p>Published: <b>10 June 2026</b> at 14:05 GMT</p>")
    assert one(tmp_path / "a.html", bare.encode()).published is None
    assert one(tmp_path / "b.html", dated.encode()).published == datetime(2026, 6, 10, 14, 5, tzinfo=UTC)
    assert one(
        tmp_path / "d.html", bare.replace("<footer>", "<footer><p>Published 10 June 2026</p>").encode()
    ).published == datetime(2026, 6, 10, tzinfo=UTC)
    two = bare.replace("<footer>", "<footer><p>Published 10 June 2026</p><p>Published 3 May 2024</p>")
    assert one(tmp_path / "c.html", two.encode()).published is None


def test_the_date_of_a_docx_is_its_second_paragraph(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("Troops cross the Tamer", "Wednesday 10 June 2026", *TEXT.split("\n")):
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    documents, _ = read_documents([str(tmp_path / "a.docx")])
    assert documents[0].published == datetime(2026, 6, 10, tzinfo=UTC)


LIST = """What happened on Monday:

- Aster closed its airspace
- The mayor of Pell said that nine people had been killed
- Destria's parliament voted for the sanctions.
- Ministers meet in Velden
- Three killed in Vessin
- Why the army left the bridge
"""


def test_an_item_of_a_list_that_is_a_sentence_ends_as_one(tmp_path: Path) -> None:
    told = ["Aster closed its airspace.", "The mayor of Pell said that nine people had been killed."]
    rest = ["Destria's parliament voted for the sanctions.", "Ministers meet in Velden", "Three killed in Vessin",
            "Why the army left the bridge"]  # fmt: skip
    plain = one(tmp_path / "a.txt", f"{TEXT}\n{LIST}".encode()).text.split("\n")
    assert [line.removeprefix("- ") for line in plain[4:]] == told + rest
    marked = one(
        tmp_path / "a.md", f"{TEXT}\n\n{LIST}- [Aster closed the bridge](https://x.example.org)\n".encode()
    )
    assert marked.text.split("\n")[2:] == [*told, *rest, "Aster closed the bridge"]
    items = one(tmp_path / "a.json", json.dumps({"text": f"{TEXT}\n{LIST}"}).encode()).text
    assert "airspace." not in items  # of a page, where it may be a link


def test_a_row_of_a_table_is_one_line(tmp_path: Path) -> None:
    table = "| Town | Dead |\n|---|---|\n| Vessin | 50,000 |\n| Pell | Nine people died there on Monday. |\n"
    found = one(tmp_path / "a.md", f"{TEXT}\n\n{table}".encode()).text.split("\n")
    assert found[-4:] == [
        "| Town | Dead |",
        "| Vessin | 50,000 |",
        "Pell",
        "Nine people died there on Monday.",
    ]
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(TEXT)
    rows = document.add_table(rows=2, cols=2)
    for cell, text in zip(rows.rows[0].cells, ("Pell", "7"), strict=True):
        cell.text = text
    rows.cell(1, 0).merge(rows.cell(1, 1)).text = "Counted by the governor"
    document.save(tmp_path / "a.docx")
    documents, _ = read_documents([str(tmp_path / "a.docx")])
    assert documents[0].text.split("\n")[-2:] == ["| Pell | 7 |", "Counted by the governor"]


def pdf_page(*lines: tuple[int, int, str]) -> bytes:
    """A PDF of one page with lines at their heights: size, height, text."""
    shown = "".join(f"/F1 {size} Tf 1 0 0 1 72 {y} Tm ({text}) Tj\n" for size, y, text in lines)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown) + 6} >>\nstream\nBT\n{shown}ET\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    text, starts = "%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        starts.append(len(text))
        text += f"{number} 0 obj\n{value}\nendobj\n"
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    trailer = f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


@pytest.mark.parametrize(
    ("size", "title", "date"), [(18, 24, 26), (11, 28, 28), (11, 14, 14), (18, 14, 14)]
)  # of the title, and how far the date and the text stand below
def test_title_date_and_text_of_a_pdf_are_told_apart(
    tmp_path: Path, size: int, title: int, date: int
) -> None:
    pytest.importorskip("pypdf")
    top = 720 - title - date
    data = pdf_page(
        (size, 720, "Troops cross the Tamer at Oskel"),
        (10, 720 - title, "Published: 10 June 2026 at 14:05 GMT"),
        (11, top, "Norvian troops crossed the Tamer river at dawn and took the rail bridge at"),
        (11, top - 14, "Oskel, the army said. Governor Ilse Maran said that four people had died in the"),
        (11, top - 28, "Harbour Street market."),
        (11, top - 56, "Mediator Tomas Hale will meet both sides in Lindhaven on Wednesday, his office"),
        (11, top - 70, "said."),
    )
    found = one(tmp_path / "a.pdf", data)
    assert found.title == "Troops cross the Tamer at Oskel"
    assert found.published == datetime(2026, 6, 10, 14, 5, tzinfo=UTC)
    assert found.text.split("\n")[2:] == [
        "Norvian troops crossed the Tamer river at dawn and took the rail bridge at Oskel, the army said. "
        "Governor Ilse Maran said that four people had died in the Harbour Street market.",
        "Mediator Tomas Hale will meet both sides in Lindhaven on Wednesday, his office said.",
    ]


def test_a_pdf_with_wide_lines_is_not_divided_at_each(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    lines = [
        "The bridge at Oskel fell to",
        "Norvian troops on Monday, the army",
        "Of Norvia said at noon in Velden.",
    ]
    data = pdf_page(*((11, 720 - 28 * number, line) for number, line in enumerate(lines)))
    assert one(tmp_path / "a.pdf", data).text == " ".join(lines)


@pytest.mark.parametrize("date", ["11/06/2026", "2026-06-31", "whenever"])
def test_a_date_that_is_not_understood_is_said(tmp_path: Path, date: str) -> None:
    front = f"---\ntitle: T\ndate: {date}\n---\n{TEXT}"
    for name, data in (("a.json", json.dumps({**ITEM, "date": date})), ("a.txt", front)):
        found = one(tmp_path / name, data.encode())
        assert found.published is None
        assert found.notes == (f"Date “{date}” of {tmp_path / name} not understood: treated as undated.",)
    assert one(tmp_path / "b.json", json.dumps({**ITEM, "date": ""}).encode()).notes == ()


@pytest.mark.parametrize(
    "line",
    ["2026", "1778025600", "20261310", "06/05/2026", "192.168.2026", "10.06.26", "Founded 6 May 2026", "6 May 2026, the day on which the war began, was quiet.", "6 May"],
)  # fmt: skip
def test_a_line_that_only_holds_a_date_is_none(tmp_path: Path, line: str) -> None:
    assert one(tmp_path / "a.txt", f"Troops cross the Tamer\n\n{line}\n\n{TEXT}".encode()).published is None
    assert one(tmp_path / "b.txt", f"{TEXT}\n{TEXT}\n{TEXT}\n2026-05-06\n".encode()).published is None


def test_page(tmp_path: Path) -> None:
    found = one(tmp_path / "a.html", PAGE.encode())
    assert found.title == "Oskel falls"
    assert found.source == "Post"
    assert found.published is not None
    assert found.published.date().isoformat() == "2026-05-06"
    assert TEXT.split("\n")[0] in found.text
    assert "newsletter" not in found.text


def test_page_that_would_hang_the_parser_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.DEADLINES, "page", 3.0)
    bomb = "<html><body><p " + " ".join(f"a{i}=1" for i in range(200_000)) + f">{TEXT}</p></body></html>"
    start = time.monotonic()
    documents, skipped = read(tmp_path / "a.html", bomb.encode())
    assert time.monotonic() - start < 15
    assert documents or "longer than" in skipped[0]
    assert (
        one(tmp_path / "b.html", PAGE.encode()).title == "Oskel falls"
    )  # the next page is read all the same


ITEM = {
    "id": "x1",
    "title": "T",
    "date": "2026-05-06",
    "source": "S",
    "url": "https://s.example.org",
    "text": TEXT,
}


@pytest.mark.parametrize("value", [ITEM, [ITEM], {"documents": [ITEM]}])
def test_json(tmp_path: Path, value: object) -> None:
    found = one(tmp_path / "a.json", json.dumps(value).encode())
    assert (found.id, found.title, found.source, found.text) == ("x1", "T", "S", TEXT)


def test_one_bad_element_loses_only_itself(tmp_path: Path) -> None:
    values = [ITEM, 7, {"title": "no text"}, {"text": ["a"]}, {"text": ""}, {**ITEM, "date": "whenever"}]
    documents, skipped = read(tmp_path / "a.json", json.dumps(values).encode())
    assert [d.id for d in documents] == ["x1", "x1-2"]
    assert documents[1].published is None
    assert len(skipped) == 4
    lines = "\n".join(["{bad", json.dumps(ITEM), "", "[]"])
    documents, skipped = read(tmp_path / "a.jsonl", lines.encode())
    assert len(documents) == 1
    assert len(skipped) == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n \n", "empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 9, "binary"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.json", b"[]", "empty list"),
        ("a.json", b"null", "expected an object"),
        ("a.html", b"<html></html>", "no article"),
        ("a.exe", b"MZ", "unknown kind"),
        ("a.pdf", b"%PDF-1.4 broken", "damaged PDF"),
        ("a.txt", b"12 34", "no text"),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    documents, skipped = read(tmp_path / name, data)
    assert documents == []
    assert len(skipped) == 1
    assert why in skipped[0]
    assert "\n" not in skipped[0]


def test_folder_is_read_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "1.txt", ".hidden.txt", "3.txt"):
        (tmp_path / name).write_text(TEXT)
    documents, skipped = read_documents([str(tmp_path)])
    assert [d.id for d in documents] == ["1", "3", "2"]
    assert skipped == []


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    documents, skipped = read_documents([str(tmp_path / "none.txt"), str(tmp_path)])
    assert documents == []
    assert ["No such file" in s.why or "no file" in s.why for s in skipped] == [True, True]


@pytest.mark.parametrize("data", [json.dumps(ITEM), f"{json.dumps(ITEM)}\n{json.dumps(ITEM)}", PAGE, TEXT])
def test_standard_input_is_known_by_its_form(data: str) -> None:
    documents, skipped = read_documents(["-"], io.BytesIO(data.encode()))
    assert documents
    assert skipped == []


def test_broken_unicode_is_mended_and_typographic_quotes_stay(tmp_path: Path) -> None:
    quoted = (
        "“No ceasefire,” Hale’s office\u00a0said.\u200b The toll was not\u2009known, and schools were closed."
    )
    assert one(tmp_path / "a.txt", quoted.encode()).text == quoted.replace("\u00a0", " ").replace(
        "\u200b", ""
    ).replace("\u2009", " ")
    mojibake = "The governor’s office in Oskel said the café was hit".encode().decode("windows-1252")
    assert "governor’s" in one(tmp_path / "b.txt", mojibake.encode()).text
    latin = "Le général a quitté la région après l'été, a déclaré le gouvernement de Norvie à la presse."
    assert one(tmp_path / "c.txt", latin.encode("latin-1")).text == latin
    assert one(tmp_path / "d.txt", latin.encode("utf-16")).text == latin


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "“Åse Bjørn … Tromsø,” said\nAndré Muñoz in Málaga – and\nZoë Lefèvre agreed."),
        ("cp1252", "Åse Bjørn … Tromsø\nAndré Muñoz in Málaga\n“Zoë Lefèvre” – it’s"),
        ("cp1252", "Der General verließ die Region am Mittwoch, sagte Jürgen Groß. Züge fahren über die Brücke."),
        ("cp1252", "It cost £5 or €7 a day in the shade, 40° at noon, the office said."),
        ("cp1250", "Petr Fiala řekl, že v Žďáru zahynulo devět"),
        ("cp1250", "Petr Fiala řekl, že v Žďáru zahynulo devět lidí. Policie uzavřela most přes řeku, uvedla mluvčí."),
        ("cp1250", "Premier powiedział, że zginęło dziewięć osób. Wojsko zamknęło most na rzece."),
        ("cp1250", "A hadsereg lezárta a hidat, és a polgármester kérte a lakókat, közölte a szóvivőnő."),
        ("cp1254", "Başbakan dokuz kişinin öldüğünü söyledi. Ordu köprüyü kapattı ve halkın evde kalmasını istedi."),
        ("cp1257", "Ministras pirmininkas sakė, kad žuvo devyni žmonės. Kariuomenė uždarė tiltą per upę."),
        ("cp1251", "Премьер-министр сказал, что погибли девять человек. Армия закрыла мост через реку."),
    ],
)  # fmt: skip
def test_an_encoding_that_no_file_declares_is_guessed_and_said(
    tmp_path: Path, encoding: str, text: str
) -> None:
    found = one(tmp_path / "a.txt", text.encode(encoding))
    assert found.text == text
    note = f"Encoding of {tmp_path / 'a.txt'} guessed: {encoding}; save it as UTF-8 where letters are wrong."
    assert found.notes == (note,)
    assert one(tmp_path / "b.txt", text.encode()).notes == ()
    items = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for _ in range(2))
    documents, _ = read(tmp_path / "c.jsonl", items.encode(encoding))
    assert [d.text for d in documents] == [text, text]
    assert len(notes_of(documents)) == 1


def test_tags_in_json_text_become_paragraphs(tmp_path: Path) -> None:
    item = {
        "text": f"<p>{TEXT.split(chr(10))[0]}</p><p>It rained &amp; snowed in the valley.</p><script>x()</script>"
    }
    assert one(tmp_path / "a.json", json.dumps(item).encode()).text.split("\n") == [
        TEXT.split("\n")[0],
        "It rained & snowed in the valley.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-06", datetime(2026, 5, 6, tzinfo=UTC)),
        ("2026-05-06T23:30:00-02:00", datetime(2026, 5, 7, 1, 30, tzinfo=UTC)),
        ("Wed, 06 May 2026 08:00:00 EST", datetime(2026, 5, 6, 13, 0, tzinfo=UTC)),
        ("June 10, 2026, 12:05 a.m. GMT", datetime(2026, 6, 10, 0, 5, tzinfo=UTC)),
        ("25/06/2026", datetime(2026, 6, 25, tzinfo=UTC)),
        ("06/25/2026", datetime(2026, 6, 25, tzinfo=UTC)),
        ("Wed Jun 10 14:05:00 +0200 2026", datetime(2026, 6, 10, 12, 5, tzinfo=UTC)),
        ("Wed, 10 Jun 26 14:05:00 EST", datetime(2026, 6, 10, 19, 5, tzinfo=UTC)),
        ("2026-W23", None),
        ("10 Aprıl 2026", None),
        ("6 May", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_dates(text: str, expected: datetime | None) -> None:
    assert parse_date(text) == expected


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200), suffix=st.sampled_from([".txt", ".md", ".json", ".jsonl", ".pdf"]))
def test_any_bytes_are_documents_or_skipped(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz{suffix}"
    path.write_bytes(data)
    documents, skipped = read_documents([str(path)])
    assert documents or skipped
    for document in documents:
        assert document.id
        document.text.encode("utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "id", "title", "date", "documents"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(value=JSON)
def test_any_json_is_documents_or_skipped(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.json"
    path.write_text(json.dumps(value))
    documents, skipped = read_documents([str(path)])
    assert documents or skipped


def test_a_sentence_cut_at_a_link_is_one_line(tmp_path: Path) -> None:
    lines = [
        "The spokesman of Sarland told reporters that the crossing “goes on,”",
        "according to the Velden Post and to two aid workers",
        "who were at the bridge on Monday.",
        "Fuel and water",
        "are lacking.",
        "Norvian troops hold the bridge at Oskel and a strip of land",
        "Governor Ilse Maran said so.",
    ]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    documents, _ = read_documents([str(path)])
    assert documents[0].text.split("\n") == [" ".join(lines[:3]), *lines[3:]]
