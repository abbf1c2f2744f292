"""The terms of papers: what each is about, in words that can be counted and compared.

Other rooms (lists of related papers, trends) take them from here:

    sheets = term_sheets(archive.papers, Desk(packs=..., cache=..., crew=...), reporter)

gives a `Sheet` for every day on which papers first appeared (large days have several), oldest
first. A sheet names its papers (`keys`) and its terms (`ids`, 64-bit numbers, sorted; the same
term has the same number in every sheet), and says for each paper which terms it has, how much
they weigh in it, and where they were seen:

    for row, key in enumerate(sheet.keys):
        places = slice(sheet.starts[row], sheet.starts[row + 1])
        sheet.terms[places]    # places in sheet.ids, ascending
        sheet.weights[places]  # 2 to 56: titles count four times as much as abstracts
        sheet.seen[places]     # bits of `Seen`

In how many papers of a sheet each term stands is `sheet.counts()`. `sheet.kinds` tells words,
phrases (East Asian ones too) and East Asian pairs apart (`Kind`); pairs are for matching, not for
reading. `sheet.forms()` gives the readable form of each term, empty for a pair that is no word
of its own. A sheet tells of a paper what its first day told, and is made once: whatever comes
later leaves it as it is.

    words     a text to words, and how they are counted
    particles what stands between the words of Chinese and Japanese
    stems     the singular of an English word; words that tell nothing
    papers    the texts that tell what a paper is about, and what each weighs
    reading   the texts of several papers as numbers
    counting  their terms, counted and weighed
    sheets    the terms of several papers in arrays, and as bytes
    making    sheets from the cache, and those that are missing made by the crew
"""
