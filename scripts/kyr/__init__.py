"""kyr: a know-your-rights website and print shop for public libraries.

The rooms of the house, each knowing its neighbours only downwards:

``cli`` (prints) → ``build`` → ``audit`` · ``site`` · ``press`` · ``checks`` → ``translation`` →
``project`` and the rest of the ground floor (``languages``, ``contacts``, ``words``, ``pages``,
``catalogue``, ``placeholders``, ``prints``, ``yamlfile``, ``problems``).
"""
