"""What stands around a complaint's name is lent to other complaints, and only where it is clean."""

from triage.training.messages import Message
from triage.training.surroundings import surroundings_of


def _message(text: str, *concepts: str) -> Message:
    return Message(text, "en", concepts or ("acne",), "self_care")


def _lent(*messages: Message, names: tuple[str, ...] = ("acne", "Bad acne", "zit")) -> list[str]:
    return [around.around("a cough") for around in surroundings_of(messages, names)]


def test_another_complaint_stands_where_the_name_stood() -> None:
    text = "I can't find a girlfriend because of my Acne, help!"
    assert _lent(_message(text)) == ["I can't find a girlfriend because of my a cough, help!"]


def test_the_longest_of_its_names_is_taken_out() -> None:
    assert _lent(_message("such bad acne on my wedding day")) == ["such a cough on my wedding day"]


def test_what_is_left_says_nothing_of_the_complaint() -> None:
    assert _lent(_message("acne and a fever since my wedding", "acne", "fever")) == []
    assert _lent(_message("the pacne road is long today")) == []  # within a word
    assert _lent(_message("my zit is as big as a house")) == []  # too short to be sure of
    assert _lent(_message("acne, please")) == []  # hardly anything around it
    assert _lent(_message("acne " + "and then " * 9)) == []  # it goes on about something else
    assert _lent(_message("acne since my wedding day"), names=()) == []
