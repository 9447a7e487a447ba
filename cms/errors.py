"""Why publishing said no: each message is one sentence that staff can act on."""


class Refused(Exception):
    """A rule of publishing forbids this. The message says which and what to do."""


class Moved(Refused):
    """Somebody else published the same object meanwhile: look again, then repeat."""


class Overtaken(Moved):
    """Something else was published while the checks ran: they have to run again."""


class NotAllowed(Refused):
    """This person may not do this: a permission is missing or they had a part in it."""


class Damaged(Exception):
    """Something stored does not match its hash. The message says what and where."""
