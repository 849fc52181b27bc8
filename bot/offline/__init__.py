"""``consultbot score`` and ``consultbot items``: the scoring without a database."""
