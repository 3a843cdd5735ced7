"""The MkDocs side: a thin plugin, one build for each language, and the assembly of the whole site.

``views`` says what a template sees, ``markdown`` writes placeholders into pages, ``plugin`` hangs both into MkDocs,
``build`` runs one MkDocs build a language, ``assemble`` adds what belongs to all languages together.
"""
