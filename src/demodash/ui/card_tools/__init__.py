"""placeholder until the component lands."""


def card_tools(**_: object) -> None: ...
