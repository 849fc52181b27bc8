"""The conversation machine: forms ask, views show, and one turn is one transaction.

From the bottom up: what is said (``text``, ``cards``), what asks (``forms``, ``walk``), what a dialog is given
(``work``, ``turn``) and gives (``registry``), how an update is answered (``answering``, ``gathering``,
``conversations``) and committed (``taking``), and how its replies wait for their channel (``posting``, ``outbox``,
``heads``, ``erasing``).
"""
