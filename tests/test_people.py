"""Whom a document introduces."""

from __future__ import annotations

import pytest

from summarizer.people import find_people


@pytest.mark.parametrize(
    ("text", "last", "full", "office"),
    [
        ("Norvia's foreign minister Tomas Hale left. Hale said no.", "Hale", "Tomas Hale", "foreign minister"),
        ("Ilse Maran, the governor of the province, said yes.", "Maran", "Ilse Maran", "governor"),
        ("Lt. Gen. Ahmad Voss spoke on Monday.", "Voss", "Ahmad Voss", "Gen."),
        ("General Assembly President Edda Falk Saturday urged calm.", "Falk", "Edda Falk", "President"),
        ("Vice President JD Lind spoke. Lind said no.", "Lind", "JD Lind", "President"),
        ("Air Marshal A.K. Voss spoke.", "Voss", "A.K. Voss", "Air Marshal"),
        ("Norvia's foreign ministry spokesman Esra Hale said no.", "Hale", "Esra Hale", "foreign ministry spokesman"),
        ("Defense Secretary Caspar Hale spoke.", "Hale", "Caspar Hale", "Defense Secretary"),
        ("Supreme Leader Ayatollah Ali Steen spoke.", "Steen", "Ali Steen", "Supreme Leader"),
    ],
)  # fmt: skip
def test_an_introduced_person(text: str, last: str, full: str, office: str) -> None:
    people = find_people(text)
    assert (people.full[last], people.office[last]) == (full, office)


def test_a_title_introduces_a_person_and_tells_no_office() -> None:
    people = find_people("Ms. Brandt founded the centre. Spokeswoman Olga Lind agreed. Mr Hale did not.")
    assert people.full == {"Brandt": "Brandt", "Lind": "Olga Lind", "Hale": "Hale"}
    assert set(people.office) == {"Lind"}


@pytest.mark.parametrize(
    "text",
    [
        "General Olav Steen and minister Teodor Steen met.",  # two of one name
        "The chief Norvian negotiator left.",
        "Norvia and Sarland agreed in Port Velden.",
        "The Secretary General on Monday urged calm.",
    ],
)
def test_nobody_is_introduced(text: str) -> None:
    assert not find_people(text).full
