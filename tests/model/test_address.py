"""Addresses as people write them, and their mistakes."""

from __future__ import annotations

import pytest

from generator.model.address import Address, read_address
from generator.model.problems import UsageError


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("ann@example.org", Address("ann", "example.org")),
        (" Ann Lee <ann.lee+x@Example.ORG> ", Address("ann.lee+x", "example.org", "Ann Lee")),
        ('"Lee, Ann" <ann@example.org>', Address("ann", "example.org", "Lee, Ann")),
        ("<o'neil@example.org>", Address("o'neil", "example.org")),
        # The older standard (IDNA 2003) would make strasse.de of it, which is another's.
        ("ann@straße.de", Address("ann", "xn--strae-oqa.de")),
        ("ann@例え。jp", Address("ann", "xn--r8jz45g.jp")),
        ("jose\u0301@example.org", Address("josé", "example.org")),
    ],
)
def test_an_address(said: str, address: Address) -> None:
    assert read_address(said) == address


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("ann", "it has no @"),
        ("", "it has no @"),
        ("@example.org", "nothing stands before the @"),
        ("ann@gmail", "its domain has no dot"),
        ("a@b@example.org", "it has more than one @"),
        ("a@example.org, b@example.org", "it is more than one"),
        ("an n@example.org", "a sign stands before the @ that cannot be there"),
        ('"an n"@example.org', "a sign stands before the @ that cannot be there"),
        ("a\u200bnn@example.org", "a sign stands before the @ that cannot be there"),
        ("mailto:ann@example.org", "a sign stands before the @ that cannot be there"),
        ("a..b@example.org", "a dot stands before the @ with nothing beside it"),
        ("ann@example..org", "there can be no such domain"),
        ("ann@-example.org", "there can be no such domain"),
        ("ann@exa mple.org", "there can be no such domain"),
        ("ann@[127.0.0.1]", "there can be no such domain"),
        ("ann@127.0.0.1", "there can be no such domain"),
        ("ann@example.org\r\nBcc: eve@example.org", "it holds a line break, or a sign that cannot be printed"),
        ("ann\udc80@example.org", "it holds a line break, or a sign that cannot be printed"),
        ("a" * 65 + "@example.org", "more than 64 characters stand before the @"),
        ("a" * 60 + "@" + "b.".join("c" * 60 for _ in range(3)) + "." + "d" * 20 + ".org", "it is too long"),
        ("x" * 201 + " <ann@example.org>", "its name is longer than 200 characters"),
    ],
)
def test_no_address(said: str, why: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_address(said)
    assert str(raised.value).endswith(f" is no e-mail address: {why}; write one such as ann@example.org")
    assert "\n" not in str(raised.value)


def test_a_name_is_given_where_there_is_none() -> None:
    assert str(Address("ann", "example.org").called("Ann\r\nLee")) == "Ann Lee <ann@example.org>"
    assert str(Address("ann", "example.org", "A").called("B")) == "A <ann@example.org>"
