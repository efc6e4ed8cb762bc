"""A form with a section of its own: every kind of question that an officer can ask."""

from rulebook.questions import Form, Question, QuestionKind, Section, SectionKind, Slot
from rulebook.rows import rows_as_text
from rulebook.standard_form import STANDARD_FORM


def _asked(key: str, kind: str, label: str, **more: object) -> Question:
    return Question(key=key, kind=QuestionKind(kind), label_sv=label, label_en=label, **more)  # type: ignore[arg-type]


PACKAGES = _asked(
    "packages",
    "table",
    "Arbetspaket",
    least=2,
    most=5,
    item_sv="Paket",
    item_en="Package",
    parts=(
        _asked("name", "short_text", "Namn", limit=20),
        _asked("months", "number", "Månader", lowest="1", highest="60"),
        _asked("cost", "kronor", "Kostnad", required=False),
        _asked("open", "yes_no", "Öppet", required=False),
    ),
)
PEOPLE = _asked(
    "people",
    "group",
    "Nyckelpersoner",
    least=1,
    most=3,
    item_sv="Nyckelperson",
    item_en="Key person",
    parts=(
        _asked("name", "short_text", "Namn", limit=60),
        _asked("role", "long_text", "Uppgift", limit=200),
        _asked("part", "number", "Tid", decimals=1, lowest="0", highest="100", unit_sv="%", unit_en="%"),
    ),
)
OWN_SECTION = Section(
    key="own",
    kind=SectionKind.QUESTIONS,
    title_sv="Om er lösning",
    title_en="About your solution",
    help_sv="Frågor som bara den här utlysningen ställer.",
    questions=(
        _asked("why", "long_text", "Varför nu?", limit=50),
        _asked("users", "number", "Användare", lowest="1", unit_sv="personer", unit_en="people"),
        _asked("phase", "choice", "Läge", choices=(("idea", "Idé", "Idea"), ("used", "I bruk", "In use"))),
        _asked(
            "reach",
            "choices",
            "Når",
            required=False,
            most=2,
            choices=(("young", "Unga", "Young"), ("old", "Äldre", "Old"), ("all", "Alla", "All")),
        ),
        PACKAGES,
        PEOPLE,
    ),
    slots=(Slot(key="letter", label_sv="Avsiktsförklaring", label_en="Letter of intent"),),
)
OWN_FORM: Form = (*STANDARD_FORM[:3], OWN_SECTION, *STANDARD_FORM[3:])
PACKAGE_ROWS = (
    {"name": "Lyssna", "months": "3", "cost": "200 000", "open": "yes"},
    {"name": "Bygga", "months": "12", "cost": "900 000"},
)
PERSON_ROWS = ({"name": "Maj Ek", "role": "Leder arbetet.\nSvarar för data.", "part": "12,5"},)
OWN_ANSWERS = {
    "why": "Valet kommer.",
    "users": "1 200",
    "phase": "idea",
    "reach": "young,all",
    "packages": rows_as_text(PACKAGE_ROWS),
    "people": rows_as_text(PERSON_ROWS),
}
