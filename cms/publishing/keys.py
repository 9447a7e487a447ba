"""Keys of objects: `guide:helping-someone`, and `helpline:shout#text` for a part inside one."""


class ObjectKey(str):
    """The name of an object that never changes.

    It is a string, since keys are stored, compared and sent as strings everywhere.
    """

    __slots__ = ()

    @classmethod
    def of(cls, kind: str, name: str) -> "ObjectKey":
        return cls(f"{kind}:{name}")

    @property
    def kind(self) -> str:
        return self.partition(":")[0]

    @property
    def name(self) -> str:
        """Which one of its kind; '' for what is no key, such as the digest of an edition."""
        return self.object.partition(":")[2]

    @property
    def object(self) -> "ObjectKey":
        """The key without its part."""
        return ObjectKey(self.partition("#")[0])

    @property
    def part(self) -> str:
        return self.partition("#")[2]

    def inner(self, part: str) -> "ObjectKey":
        """The key of something inside the object that can be blocked by itself."""
        return ObjectKey(f"{self.object}#{part}")
