"""What stands at the top of the files of a new language: all that many a volunteer will ever read of this project.

LANGUAGE, TAG and FILE are filled in.
"""

PAGE_HEAD = """
This page is still in English. Please write it in LANGUAGE.
Lines that begin with “#” are for you; readers never see them. You may leave them or delete them.
Translate what stands after “title:” and “description:”, and everything below the next line of three dashes.
Leave these as they are:
  {#open-door} and the like behind a heading, {{ lifeline-988.phone }} and everything else in braces,
  in [words](rights/home.md) the part in ( ): it is the address of a page,
  English between “ ” after “Say”: it is said aloud to an officer. Put your translation below it, like this:
      > **Say:** “Am I free to go?”
      >
      > (your translation)
Keep every heading, list and link, in the same order. Keep every “not”, and who does what. Write short sentences and
simple words, for a tired person. Never type a phone number or a web address: the program puts them in.
You need not do all of it. Readers see this page when none of it is in English any more.
What you send is public, with the name of your account. CONTRIBUTING.md says how to help without your name.
"""

SITE_HEAD = """
The words of the website in LANGUAGE: buttons, notices, names of things. They are still in English.
Translate what stands after each colon. Leave the name before the colon, the spaces at the beginning of a line, and
everything in {braces}: the program puts a number, a date or a name there.
If your words hold a colon, put "quotation marks" around them.
Lines that begin with “#” explain what comes next; readers never see them.
You need not do all of it. Readers see LANGUAGE when none of this is in English any more.
What you send is public, with the name of your account. CONTRIBUTING.md says how to help without your name.
"""

PRINT_HEAD = """
The words of cards, bookmarks and flyers in LANGUAGE. They are still in English.
Keep them short: the paper is small.
Translate what stands after each colon or dash. Leave the name before the colon, the spaces at the beginning of a
line, and everything in {braces} and {{ double braces }}. **Two stars** make words bold: keep them around your words.
Names that end in “_say” are said aloud to an officer: the paper shows the English, and your translation below it.
If your words hold a colon, put "quotation marks" around them. Keep every “not”.
Lines that begin with “#” explain what comes next; readers never see them.
You need not do all of it. Readers see LANGUAGE when none of this is in English any more.
"""

LATER = """
There is more, for later: words for staff and for further pieces. They stand in docs/en/FILE below “more:”. Copy a
whole group, with the line “more:” above it and the spaces at the beginning of its lines, and translate it.
"""

LANGUAGE_HEAD = """
How LANGUAGE says the words that matter most, so that everyone who translates says them alike. It may stay empty.
Write your words between the brackets, with commas between them; a “*” stands for any ending.
Words that would mislead can be named too: {use: [your words], never: [words that mean another paper]}.
"""

LANGUAGE_TAIL = """
Words that stay as they are in English (take away the “# ” at the beginning to use it):
keep: [ICE]

If a check is wrong about a text, say which check, where, and why:
ignore:
  - {check: punctuation, where: rights/home.md#open-door, reason: a quotation}
"""
