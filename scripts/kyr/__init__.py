"""kyr: a know-your-rights website and print shop for public libraries.

The rooms of the house, each knowing its neighbours only downwards:

``cli`` (prints) → ``audit`` · ``site`` · ``press`` · ``checks`` → ``project`` and the rest of the ground floor
(``languages``, ``contacts``, ``words``, ``pages``, ``catalogue``, ``drafts``, ``substitute``, ``yamlfile``, ``problems``).
"""
