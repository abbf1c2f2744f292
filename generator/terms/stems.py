"""What English words are counted as, and which words tell nothing of a paper."""

from __future__ import annotations

from typing import Final

_SHORTEST: Final = 4
_KEPT_ENDINGS: Final = ("ss", "us", "is", "as", "os")
_ES_AFTER: Final = ("sses", "shes", "ches", "xes", "zzes")

STOP_WORDS: Final = frozenset(
    """
    a ability able about above accordingly achieve achieved achieves achieving acquire acquired
    acquiring across additional additionally address addressed addresses addressing advance
    advanced advances advancing after again against aim aimed aims al all allow allowing allows
    almost alone along already also although always am among amongst an analyse analysed
    analyses analysis analyze analyzed analyzing and another any anyone anything applied apply
    applying approach approaches appropriate are argue arise around article as aspect aspects at
    available away back based basis be became because become becomes been before behalf behind
    being below benefit benefits best better between beyond both broad broadly build building
    builds but by can cannot capabilities capability capable capture captures case cases central
    certain cf challenge challenged challenges challenging change changes clear clearly code
    codes com combine combined combines combining common commonly compare compared comparing
    comparison comparisons competitive complete completely complex complexity component
    components comprehensive comprehensively compute computed concern concerns conclude
    conclusion conclusions conduct conducted consider considered considering consist consistent
    consistently consists construct constructed contain contains contribute contribution
    contributions conventional core correspond corresponding could create created creating
    critical crucial crucially current currently demonstrate demonstrated demonstrates
    demonstrating depend depends derive derived describe described describes design designed
    designing designs desired despite detail detailed details determine develop developed
    developing development develops did difference differences different difficult difficulty
    directly discuss discussed distinct diverse do does doing done down due during each easily
    effect effective effectively effectiveness effects efficacy efficiency efficient efficiently
    eg eight either else emerged emerging employ employed employing employs enable enabled
    enables enabling encounter encountered encounters enhance enhanced enhancement enhances
    enhancing enough ensure ensures ensuring entire especially essential establish established
    establishes et etc evaluate evaluated evaluates evaluating evaluation evaluations even ever
    every everything evidence examine example examples excellent exhibit exhibits exist existing
    exists experiment experimental experimentally experiments explicit explicitly exploit
    explore explored explores exploring extend extended extending extends extensive extensively
    extent extremely facilitate facilitates fact factor factors fail failed failing fails few
    field fields finally find finding findings finds first five focus focused focuses focusing
    follow followed following follows for form forms found four framework frameworks from full
    fully fundamental further future gain gains gap gaps general generally get gets github give
    given gives goal goals good great greater greatly had handle has have having he help helps
    hence her here high higher highest highlight highlighted highlighting highlights highly him
    his how however http https i idea identified identifies identify ie if ii iii impact
    implement implementation implementations implemented implications important importantly
    improve improved improvement improvements improves improving in include included includes
    including increase increased increases increasing increasingly incur incurred incurs indeed
    indicate indicates inherent initial insight insights inspired instead integrate integrated
    integrates integrating into introduce introduced introduces introducing investigate
    investigated investigates investigating investigation involve involves involving is issue
    issues it its itself iv just keep key kind known lack lacks large largely larger last later
    latter lead leading leads least less let letter letters leverage leveraged leverages
    leveraging like likely limit limitation limitations limited limits literature long low lower
    made main mainly maintain maintaining maintains major make makes manner many may me means
    measure measured measures measuring mechanism mechanisms meet merely method methodologies
    methodology methods metric metrics might mine mitigate mitigates modern more moreover most
    mostly much multi multiple must my namely natural nature near necessary need needed needs
    neglect neglected neglecting neither never nevertheless new next nine no none nor not
    notable notably nothing novel now number numerous objective objectives observe observed
    obtain obtained obtains of off offer offering offers often on once one only onto open or
    order originate other others otherwise our ours ourselves out outperform outperformed
    outperforming outperforms over overall overcome overview own paper papers part particular
    particularly per perform performance performances performed performing performs perhaps
    perspective place play plays please point points popular possible potential potentially
    practical practice precise precisely present presented presenting presents preserve
    preserving prevent previous previously primarily primary principle principled prior problem
    problems procedure process processes produce produced produces producing promising propose
    proposed proposes proposing prove provide provided provides providing publicly purpose put
    question questions quite range rapid rapidly rather re ready really recent recently reduce
    reduced reduces reducing reduction related relative relatively relevant relies rely relying
    remain remaining remains remarkable report reported represent represents require required
    requirement requirements requires requiring research researchers respect respectively result
    resulted resulting results reveal revealed reveals review rich robustness role s same
    scenario scenarios second see seem seems serve serves set sets setting settings seven
    several severe share she should show showed showing shown shows significance significant
    significantly similar simple simply simultaneously since single six small smaller so
    solution solutions solve solved solving some something sometimes somewhat sota specific
    specifically standard state step steps still strategies strategy strong structure struggle
    struggles studied studies study studying subsequent subsequently substantial substantially
    success successful successfully such suffer suffers suggest suggesting suggests suitable
    superior superiority support supporting supports survey systematic systematically t tackle
    tackles take taken taking task tasks technique techniques ten term terms test tested tests
    than that the their theirs them themselves then theoretical theoretically there thereby
    therefore these they third this thorough those though three through throughout thus time
    times to together too top total toward towards traditional true two type types typically
    under underexplored underlying underperform underperforms understand understanding unique
    unlike unprecedented until up upon us use used useful user uses using usually utilize
    utilized utilizes utilizing valid validate validated validates valuable value values variety
    various verified verify versatile version versus very via vs was we well were what when
    where whereas whether which while who whole whom whose why wide widely widespread will with
    within without work works workshop workshops world would www yet yield yielded yielding
    yields you your
    """.split()  # noqa: SIM905 - a list in quotes would be four times as long
)
"""English words that stand in papers on anything, among them what papers say of themselves."""


def stem(word: str) -> str:
    """Give the singular of a lower-case English word; empty for one that tells nothing.

    Only the plural is folded: a reader takes `agents` for `agent`, but `learner` not for
    `learning`. The rules are Harman's (1991, How effective is suffixing?).
    """
    if word in STOP_WORDS or len(word) < 2:  # noqa: PLR2004 - a letter is no word
        return ""
    if len(word) < _SHORTEST or word[-1] != "s" or word.endswith(_KEPT_ENDINGS):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST and word[-4] not in "ae":
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_ES_AFTER) else word[:-1]
