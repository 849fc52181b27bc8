"""Faults by their names, for the log: their words may quote what people wrote."""


def name_of(fault: BaseException) -> str:
    """Give a fault's class, and the database's own name for what it met: ``SQLITE_BUSY``, or an SQLSTATE."""
    names = [type(fault).__name__]
    met: BaseException | None = fault
    while met is not None:
        told = getattr(met, "sqlite_errorname", None) or getattr(met, "sqlstate", None)
        if isinstance(told, str):
            return " ".join((*names, told))
        met = met.__cause__ or getattr(met, "orig", None)
    return names[0]
