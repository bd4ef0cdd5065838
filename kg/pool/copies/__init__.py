"""A copy of the graph in memory, which the processes that answer queries share.

One process of a server, the *keeper* (``python -m kg.pool.copies``), has the generation that is
asked about read into the memory of a *holder*. Whatever pool wants a process asks the keeper, and
the holder forks one: it has the copy at once, and the kernel keeps one for all of them. Where there
is no keeper or no copy, processes are started and read from disk. See docs/decisions/0020.
"""
