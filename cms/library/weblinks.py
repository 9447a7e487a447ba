"""Addresses of other sites that a page may link to. Pure."""


def web_address(text: str) -> str:
    """The address; '' where it is not one of the web, such as one that runs a script.

    Forms refuse these; an import or a shell may still have stored one.
    """
    return text if text.lower().startswith(("https://", "http://")) else ""
