import pytest

from cms.library.weblinks import web_address


@pytest.mark.parametrize("address", ["https://a.example/x?y#z", "http://a.example", "HTTPS://A.b"])
def test_an_address_of_the_web_stays(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " https://a.example", "data:text/html,x", "//a.example", "ftp://a", ""],
)
def test_what_is_no_address_of_the_web_is_left_out(address: str) -> None:
    assert web_address(address) == ""
