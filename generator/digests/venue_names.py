"""The venues that are told by name: conferences and journals, each with its short form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from generator.model import Value

_CONFERENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "3DV": ("International Conference on 3D Vision",),
    "AAAI": ("AAAI Conference on Artificial Intelligence",),
    "AACL": ("IJCNLP-AACL", "AACL-IJCNLP"),
    "AAMAS": ("Autonomous Agents and Multi-?Agent Systems",),
    "ACC": ("American Control Conference",),
    "ACCV": ("Asian Conference on Computer Vision",),
    "ACL": ("(?:Annual )?Meeting of the Association (?:for|of) Computational Linguistics",
            "Association (?:for|of) Computational Linguistics", "ACL[Ww]"),
    "ACM MM": ("ACM Multimedia", "ACM International Conference on Multimedia", "ACMMM", "MM",
               "ACM MM"),
    "ACSAC": (),
    "AIED": (),
    "AIES": (),
    "AISTATS": ("(?:International Conference on )?Artificial Intelligence and Statistics",),
    "ALT": (),
    "AsiaCCS": ("Asia ?CCS", "ASIACCS"),
    "ASE": ("Automated Software Engineering",),
    "ASPLOS": (),
    "ASRU": (),
    "AutoML": (),
    "BMVC": ("British Machine Vision Conference",),
    "CAV": ("Computer[- ]Aided Verification",),
    "CASE": ("(?:International )?Conference on Automation Science and Engineering",),
    "CCS": ("ACM CCS", "(?:ACM )?(?:SIGSAC )?Conference on Computer and Communications Security"),
    "CDC": ("Conference on Decision and Control",),
    "CHI": ("CHI Conference on Human Factors in Computing Systems", "ACM CHI"),
    "CHIL": (),
    "CIKM": ("Conference on Information and Knowledge Management",),
    "CLeaR": (),
    "COLING": ("International Conference on Computational Linguistics",),
    "COLM": ("Conference on Language Modeling",),
    "COLT": ("Conference on Learning Theory",),
    "CoG": ("IEEE Conference on Games",),
    "CoNLL": ("Computational Natural Language Learning",),
    "CoRL": ("Conference on Robot Learning", "CORL"),
    "CPAL": (),
    "CRYPTO": (),
    "CSCW": ("ACM CSCW",),
    "CVPR": ("(?:Conference on )?Computer Vision and Pattern Recognition", "CVPR[Ww]"),
    "DAC": ("Design Automation Conference",),
    "DATE": ("Design,? Automation (?:and|&) Test in Europe(?: Conference)?",),
    "DCASE": (),
    "DIS": ("Designing Interactive Systems",),
    "EACL": (),
    "EAAMO": (),
    "EASE": ("Evaluation and Assessment in Software Engineering",),
    "ECAI": ("European Conference on Artificial Intelligence",),
    "ECCV": ("European Conference on Computer Vision", "ECCV[Ww]"),
    "ECIR": ("European Conference on Information Retrieval",),
    "ECML PKDD": (
        "ECML[- /]?PKDD", "ECML", "European Conference on Machine Learning",
        "European Conference on Machine Learning and Principles and Practice of [DK].{10,40}ases",
    ),
    "ECOOP": (),
    "EDM": ("Educational Data Mining",),
    "EMBC": (),
    "EMNLP": ("Empirical Methods in Natural Language Processing", "EMNLP[Ww]"),
    "ESANN": (),
    "ESORICS": (),
    "ETRA": (),
    "Euro-Par": ("EuroPar",),
    "Eurocrypt": ("EUROCRYPT",),
    "EuroSys": (),
    "EuroVis": (),
    "EUSIPCO": ("European Signal Processing Conference",),
    "FAccT": ("FACCT", "Fairness,? Accountability,? and Transparency"),
    "FC": ("Financial Cryptography(?: and Data Security)?",),
    "FCCM": (),
    "FG": ("Automatic Face and Gesture Recognition",),
    "FOCS": (),
    "FPL": (),
    "FSE": ("ESEC/FSE", "Foundations of Software Engineering"),
    "GECCO": ("Genetic and Evolutionary Computation Conference",),
    "GLOBECOM": ("Globecom", "Global Communications Conference"),
    "HPCA": (),
    "HRI": ("Human-Robot Interaction",),
    "ICALP": (),
    "ICAPS": ("Automated Planning and Scheduling",),
    "ICASSP": ("(?:International )?Conference on Acoustics,? Speech,? and Signal Processing",),
    "ICC": ("IEEE ICC", "International Conference on Communications"),
    "ICCAD": ("International Conference on Computer[- ]Aided Design",),
    "ICCV": ("International Conference on Computer Vision", "ICCV[Ww]"),
    "ICDAR": ("Document Analysis and Recognition",),
    "ICDCS": (),
    "ICDE": ("International Conference on Data Engineering",),
    "ICDL": ("International Conference on Development and Learning",),
    "ICDM": ("International Conference on Data Mining",),
    "ICIP": ("(?:International )?Conference on Image Processing",),
    "ICLR": ("(?:International )?Conference (?:on|of) Learning Representations", "ICLR[Ww]"),
    "ICME": ("(?:International )?Conference on Multimedia (?:and|&) Expo",),
    "ICMI": (),
    "ICML": ("(?:International )?Conference (?:on|of) Machine Learning", "ICML[Ww]"),
    "ICMR": (),
    "ICPP": (),
    "ICPR": ("International Conference on Pattern Recognition",),
    "ICRA": ("(?:International )?Conference on Robotics and Automation", "ICRA[Ww]"),
    "ICS": ("International Conference on Supercomputing",),
    "ICSE": ("International Conference on Software Engineering",),
    "ICSME": (),
    "ICWSM": (),
    "IEEE IV": ("IEEE IV", "Intelligent Vehicles Symposium"),
    "IEEE S&P": ("IEEE S ?& ?P", "IEEE Symposium on Security and Privacy", "S&P", "Oakland"),
    "IEEE VIS": ("IEEE VIS",),
    "IEEE VR": ("IEEE VR",),
    "IJCAI": ("International Joint Conferences? on Artificial Intelligence",),
    "IJCB": (),
    "IJCNN": ("International Joint Conference on Neural Networks",),
    "IMC": ("Internet Measurement Conference",),
    "INFOCOM": (),
    "INLG": (),
    "Interspeech": ("INTERSPEECH", "InterSpeech"),
    "IPDPS": (),
    "IROS": ("(?:IEEE/RSJ )?(?:International )?Conference on Intelligent Robots and Systems",
             "IROS[Ww]"),
    "ISBI": ("(?:International )?Symposium on Biomedical Imaging",),
    "ISCA": ("International Symposium on Computer Architecture",),
    "ISCAS": (),
    "ISIT": ("International Symposium on Information Theory",),
    "ISMAR": (),
    "ISMIR": (),
    "ISSTA": (),
    "ITSC": ("(?:International )?Conference on Intelligent Transportation Systems",),
    "IUI": ("Intelligent User Interfaces",),
    "IWSLT": (),
    "IJCNLP": (),
    "KDD": ("ACM SIGKDD", "SIGKDD", "Knowledge Discovery and Data Mining"),
    "L4DC": ("Learning for Dynamics (?:and|&) Control",),
    "LICS": (),
    "LoG": ("Learning on Graphs(?: Conference)?",),
    "LREC-COLING": (),
    "LREC": ("Language Resources and Evaluation(?: Conference)?",),
    "MICCAI": ("Medical Image Computing and Computer[- ]Assisted Interventions?",),
    "MICRO": (),
    "MIDL": ("Medical Imaging with Deep Learning",),
    "MIUA": (),
    "MLSys": ("MLSYS", "Machine Learning and Systems"),
    "MobiCom": ("MobiCom", "MOBICOM"),
    "MobiSys": (),
    "MSR": ("Mining Software Repositories",),
    "NAACL": ("North American Chapter of the Association for Computational Linguistics",
              "Nations of the Americas Chapter of the Association for Computational Linguistics"),
    "NDSS": ("Network and Distributed System Security(?: Symposium)?",),
    "NeurIPS": ("NIPS", "NEURIPS", "Neurips", "NeuRIPS",
                "(?:Conference on )?Neural Information Processing Systems", "NeurIPS[Ww]"),
    "NSDI": (),
    "OOPSLA": (),
    "OSDI": (),
    "PAKDD": (),
    "PETS": ("PoPETs", "Privacy Enhancing Technologies(?: Symposium)?"),
    "PIMRC": (),
    "PLDI": (),
    "PODC": (),
    "PODS": (),
    "POPL": (),
    "PPoPP": ("PPOPP",),
    "RecSys": ("RECSYS", "ACM Conference on Recommender Systems"),
    "RLC": ("Reinforcement Learning Conference",),
    "RO-MAN": ("Robot and Human Interactive Communication",),
    "RSS": ("Robotics: Science and Systems",),
    "RTSS": (),
    "SC": ("Supercomputing Conference",),
    "SDM": ("SIAM International Conference on Data Mining",),
    "SenSys": ("SENSYS",),
    "SIGCOMM": (),
    "SIGCSE": (),
    "SIGGRAPH Asia": ("SIGGRAPH ASIA",),
    "SIGGRAPH": (),
    "SIGIR": ("Research and Development in Information Retrieval",),
    "SIGMETRICS": (),
    "SIGMOD": (),
    "SMC": ("Conference on Systems,? Man,? and Cybernetics",),
    "SODA": (),
    "SOSP": (),
    "SoCG": (),
    "SPAA": (),
    "SPAWC": (),
    "STOC": (),
    "TACAS": (),
    "TheWebConf": ("TheWebConf", "The (?:ACM )?Web Conference", "WWW"),
    "UAI": ("Uncertainty in Artificial Intelligence",),
    "UbiComp": ("UBICOMP",),
    "UIST": ("User Interface Software and Technology",),
    "USENIX ATC": (),
    "USENIX Security": ("USENIX Security(?: Symposium)?", "Usenix Security(?: Symposium)?"),
    "VLDB": ("Very Large Data ?[Bb]ases",),
    "VLSI-SoC": (),
    "VTC": ("Vehicular Technology Conference",),
    "WACV": ("Winter Conference on Applications of Computer Vision", "WACV[Ww]"),
    "WASPAA": (),
    "WCNC": ("Wireless Communications and Networking Conference",),
    "WMT": (),
    "WSDM": ("Web Search and Data Mining",),
    "XAI": ("World Conference on (?:e)?Xplainable Artificial Intelligence",),
}  # fmt: skip
"""Short forms of conferences, and patterns of what else they are called."""

WITH_FINDINGS: Final = frozenset({"AACL", "ACL", "CVPR", "EACL", "EMNLP", "NAACL", "IJCNLP"})
"""Conferences that publish a second volume, called Findings."""

_NEEDS_YEAR: Final = frozenset(
    {"ALT", "ASE", "CASE", "CAV", "CCS", "CDC", "DAC", "DATE", "DIS", "FC", "FG", "FSE", "ICS",
     "LoG", "MICRO", "MM", "MSR", "SC", "SMC", "XAI", "ACC", "CHI", "EDM", "ICC", "IMC", "ISCA",
     "RSS", "SDM", "S&P", "Oakland", "WWW", "VTC", "DCASE", "ACL", "HRI", "IUI", "CPAL", "AutoML",
     "CRYPTO", "CHIL", "CoG", "MIDL", "SPAA", "PODS"}
)  # fmt: skip
"""Acronyms that mean other things as well: they are names only beside a year."""

_JOURNALS: Final[Mapping[str, tuple[str, ...]]] = {
    "A&A": ("Astronomy (?:and|&) Astrophysics", "A&A"),
    "ACM Computing Surveys": ("ACM Computing Surveys", "ACM CSUR", "ACM Comput. Surv."),
    "ACM TOG": ("ACM Transactions on Graphics", "ACM TOG"),
    "ACM TOIS": ("ACM Transactions on Information Systems", "ACM TOIS"),
    "ACM TOSEM": ("ACM Transactions on Software Engineering and Methodology", "TOSEM"),
    "ACM TIST": ("ACM Transactions on Intelligent Systems and Technology", "ACM TIST"),
    "ACM TOMM": (
        "ACM Transactions on Multimedia Computing, Communications,? and Applications", "ACM TOMM",
    ),
    "AJ": ("The Astronomical Journal",),
    "ApJ": ("Astrophysical Journal(?! (?:Letters|Supplement))", "ApJ"),
    "ApJL": ("Astrophysical Journal Letters", "ApJL", "ApJ Letters"),
    "ApJS": ("Astrophysical Journal Supplement(?: Series)?", "ApJS"),
    "Computer Graphics Forum": ("Computer Graphics Forum",),
    "IEEE Access": ("IEEE Access",),
    "IEEE IoT-J": ("IEEE Internet of Things Journal", "IEEE IoT-?J"),
    "IEEE JBHI": ("IEEE Journal of Biomedical and Health Informatics", "JBHI"),
    "IEEE JSAC": ("IEEE Journal on Selected Areas in Communications", "JSAC"),
    "IEEE JSTSP": ("IEEE Journal of Selected Topics in Signal Processing", "JSTSP"),
    "IEEE L-CSS": ("(?:IEEE )?Control Systems Letters", "L-CSS"),
    "IEEE RA-L": (
        "IEEE Robotics (?:and|&) Automation Letters", "Robotics and Automation Letters",
        "RA-?L(?= \\d|\\W|$)",
    ),
    "IEEE RAM": ("IEEE Robotics (?:and|&) Automation Magazine",),
    "IEEE SPL": ("IEEE Signal Processing Letters",),
    "IEEE TAC": ("IEEE Transactions on Automatic Control",),
    "IEEE TAFFC": ("IEEE Transactions on Affective Computing",),
    "IEEE TAI": ("IEEE Transactions on Artificial Intelligence",),
    "IEEE TASLP": (
        "IEEE(?:/ACM)? Transactions on Audio,? Speech,? and Language Processing", "IEEE TASLP",
        "TASLP",
    ),
    "IEEE TCSVT": (
        "IEEE Transactions on Circuits and Systems for Video Technology", "TCSVT",
    ),
    "IEEE TCOM": ("IEEE Transactions on Communications",),
    "IEEE TGRS": ("IEEE Transactions on Geoscience and Remote Sensing", "TGRS"),
    "IEEE TIFS": ("IEEE Transactions on Information Forensics and Security", "TIFS"),
    "IEEE TIP": ("IEEE Transactions on Image Processing", "IEEE TIP"),
    "IEEE TIT": ("IEEE Trans(?:actions|\\.)? (?:on )?Inf(?:ormation|\\.) Theory",),
    "IEEE TITS": ("IEEE Transactions on Intelligent Transportation Systems", "IEEE T-?ITS"),
    "IEEE TIV": ("IEEE Transactions on Intelligent Vehicles",),
    "IEEE TKDE": ("IEEE Transactions on Knowledge and Data Engineering", "TKDE"),
    "IEEE TMC": ("IEEE Transactions on Mobile Computing",),
    "IEEE TMI": ("IEEE Transactions on Medical Imaging", "IEEE TMI"),
    "IEEE TMM": ("IEEE Transactions on Multimedia", "IEEE TMM"),
    "IEEE TNNLS": (
        "IEEE Transactions on Neural Networks and Learning Systems", "TNNLS",
    ),
    "IEEE TPAMI": (
        "IEEE Transactions? on Pattern Analysis and Machine Intelligence", "T-?PAMI",
    ),
    "IEEE TPDS": ("IEEE Transactions on Parallel and Distributed Systems", "TPDS"),
    "IEEE T-RO": ("IEEE Transactions on Robotics", "IEEE T-?RO"),
    "IEEE TSE": ("IEEE Transactions on Software Engineering", "IEEE TSE"),
    "IEEE TSP": ("IEEE Transactions on Signal Processing", "IEEE TSP"),
    "IEEE TVCG": ("IEEE Transactions on Visualization and Computer Graphics", "TVCG"),
    "IEEE TWC": ("IEEE Transactions on Wireless Communications",),
    "IEEE WCL": ("IEEE Wireless Communications Letters",),
    "IJCV": ("International Journal of Computer Vision", "IJCV"),
    "IJRR": ("International Journal of Robotics Research", "IJRR"),
    "JAIR": ("Journal of Artificial Intelligence Research", "JAIR"),
    "JCAP": ("Journal of Cosmology and Astroparticle Physics", "JCAP"),
    "JMLR": ("Journal of Machine Learning Research", "JMLR"),
    "MNRAS": ("Monthly Notices of the Royal Astronomical Society", "MNRAS"),
    "Medical Image Analysis": ("Medical Image Analysis",),
    "Nature Communications": ("Nature Communications",),
    "Nature Machine Intelligence": ("Nature Machine Intelligence",),
    "Nature Medicine": ("Nature Medicine",),
    "Pattern Recognition": (
        "(?:Pattern Recognition)(?= (?:journal|in|\\(|20)|[,.]|$)(?! Letters)",
    ),
    "PASP": ("Publications of the Astronomical Society of the Pacific", "PASP"),
    "PNAS": ("Proceedings of the National Academy of Sciences", "PNAS"),
    "Proceedings of the IEEE": ("Proceedings of the IEEE(?= *(?:$|[,.(]|20))",),
    "Scientific Data": ("Nature Scientific Data", "Scientific Data(?= journal|[ ,(]*20|[,.]|$)"),
    "Scientific Reports": ("Scientific Reports",),
    "TACL": ("Transactions of the Association for Computational Linguistics", "TACL"),
    "TMLR": ("Transactions on Machine Learning Research", "TMLR"),
    "npj Digital Medicine": ("npj Digital Medicine",),
}  # fmt: skip
"""Short forms of journals, and patterns of all that they are called."""


_REGIONAL = re.compile(
    r"\b(?:Asian?|African|American|Arab|Australasian|Brazilian|British|Canadian|Chin(?:a|ese)|Dutch"
    r"|East(?:ern)?|European|French|German|Iberian|Indian?|Iranian|Italian|Japanese|Korean?|Latin"
    r"|Mediterranean|National|Nordic|Pacific|Polish|Russian|Scandinavian|Swiss|Turkish|UK|Student"
    r"|Virtual|World)[ -]+(?:and |Pacific )?$"
)
_MORE = (
    r"(?!,? (?:and|&) [A-Z]|, [A-Z][a-z]+,? (?:and|&) |:|-|"
    r" (?:in|for|of|with|on) (?!Proc|the |Press)[A-Z]|"
    r" (?!Annual|Conf|Work|Main|Find|Oral|Spot|Post|Proc|Symp|Track|Pap|Camera|Accept|Comp|Long"
    r"|Short|Industry|Research|Demo|Data|System D|Student|Spring|Fall|Europe\b)[A-Z][a-z])"
)
"""What follows the name of a venue in words where it is only the beginning of another's."""

_BRACKETED = re.compile(r",? \(([A-Z][A-Za-z&]*[A-Z])\b")


class Mention(Value):
    """A venue in a text: its short form, and where its name begins and ends."""

    name: str
    start: int
    end: int


class Names:
    """Venues found by any of their names, the longest first."""

    def __init__(
        self, table: Mapping[str, tuple[str, ...]], *, acronyms: bool, dated: frozenset[str]
    ) -> None:
        spelled = [(short, name) for short, names in table.items() for name in names]
        if acronyms:
            spelled += [(short, re.escape(short)) for short in table]
        self._spelled = sorted(spelled, key=lambda pair: -len(pair[1]))
        self._short = tuple(short for short, _ in self._spelled)
        self._dated = dated

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compile all names to one pattern, which takes a tenth of a second: when first asked."""
        parts = (f"({_alone(name, self._dated)})" for _, name in self._spelled)
        return re.compile(rf"(?<![A-Za-z0-9_-])(?=[A-Z3n])(?:{'|'.join(parts)})")

    def find(self, text: str) -> Iterator[Mention]:
        """Find the venues of a text, in order."""
        for match in self._pattern.finditer(text):
            short = self._short[(match.lastindex or 1) - 1]
            if self._is_whole(match, short):
                yield Mention(name=short, start=match.start(), end=match.end())

    def _is_whole(self, match: re.Match[str], short: str) -> bool:
        """Whether a name in words is not another's: of a region, or with an acronym of its own."""
        if " " not in match[0] or match[0] == short:
            return True
        bracketed = _BRACKETED.match(match.string, match.end())
        if bracketed and bracketed[1] not in self._short and not self._known(bracketed[1]):
            return False
        return not _REGIONAL.search(match.string[: match.start()])

    def _known(self, acronym: str) -> bool:
        return self._pattern.match(f"{acronym} 2025") is not None

    def __contains__(self, name: str) -> bool:
        """Whether a name is the short form of a venue."""
        return name in self._short


def _alone(name: str, dated: frozenset[str]) -> str:
    """End a name where its word ends, or before its year."""
    if name.replace("\\", "") in dated:
        between = (
            r"(?:[\s)'’,\-]|(?i:conference|demo|fall|findings|main|spring|track|workshops?)\b){0,9}"
        )
        behind = rf"(?={between}(?:19|20)?\d\d(?![A-Za-z0-9_]))"
        return rf"{name}(?:{behind}|(?<=20\d\d {name})(?![A-Za-z0-9_]))"
    end = _MORE if " " in name else ""
    return rf"{name}(?:(?![A-Za-z0-9_])|(?=(?:20)?\d\d(?!\d))){end}"


CONFERENCES: Final = Names(_CONFERENCES, acronyms=True, dated=_NEEDS_YEAR)
JOURNALS: Final = Names(_JOURNALS, acronyms=False, dated=frozenset())
