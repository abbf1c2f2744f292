"""Where a paper was accepted, told from comments in our own words and the usual phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digests.repositories import code_of
from generator.digests.venues import venue_of
from tests.digests.reading import entries_of

SAID = {
    "Accepted at CVPR 2026": "CVPR 2026",
    "Accepted by CVPR 2026 (Highlight)": "CVPR 2026",
    "CVPR 2026 Accepted": "CVPR 2026",
    "ICML 2026 (Oral)": "ICML 2026",
    "9 pages, ICML, 2026": "ICML 2026",
    "12 pages, 7 figures, ICLR 2026": "ICLR 2026",
    "KDD '26": "KDD 2026",
    "ACL2026 main": "ACL 2026",
    "Accepted to ICML-26": "ICML 2026",
    "to appear at NeurIPS'25 Workshop": "NeurIPS 2025 Workshop",
    "To be published in NIPS 2016": "NeurIPS 2016",
    "The paper will appear in Usenix Security’26": "USENIX Security 2026",
    "Published as a conference paper at ICLR 2026": "ICLR 2026",
    "Findings of ACL 2026": "ACL 2026 Findings",
    "Accepted at EMNLP Findings 2025, 22 pages": "EMNLP 2025 Findings",
    "Accepted to the 3rd Workshop on Quiet Machines at RSS 2026": "RSS 2026 Workshop",
    "Accepted to NAACL 2025 SRW": "NAACL 2025 Workshop",
    "Accepted to the Forty-Third International Conference on\n  Machine Learning": "ICML",
    "In Proceedings of the 43rd International Conference on Machine Learning (ICML 2026)": (
        "ICML 2026"
    ),
    "Presented at the 2026 IEEE International Conference on Robotics and Automation (ICRA)": (
        "ICRA 2026"
    ),
    "accepted by IEEE TPAMI": "IEEE TPAMI",
    "Accepted by IEEE Transactions on Pattern Analysis and Machine Intelligence": "IEEE TPAMI",
    "Accepted by IEEE-TMM": "IEEE TMM",
    "To appear in IEEE Trans. Inf. Theory": "IEEE TIT",
    "Accepted for publication in MNRAS": "MNRAS",
    "Accepted to The Astrophysical Journal Letters": "ApJL",
    "Accepted for publication in the Astrophysical Journal": "ApJ",
    "accepted in A&A": "A&A",
    "Accepted to IEEE Transactions on Vehicular Technology": "IEEE Trans. Vehicular Technology",
    "accepted by ACM Transactions on Sensor Networks (TOSN)": "ACM TOSN",
    "Accepted to the International Journal of Computer Vision": "IJCV",
    "Accepted at Transactions on Machine Learning Research (TMLR)": "TMLR",
    "Accepted at the 40th Symposium on Slow Networks (SLOWNET 2026)": "SLOWNET 2026",
    "To appear in TEAPOT 2026 proceedings": "TEAPOT 2026",
    "submitted and presented at ISCAS 2025, London": "ISCAS 2025",
    "Full version of a paper accepted at CCS 2026": "CCS 2026",
    "Preprint. Accepted to UAI 2026. Code: https://example.org/a2027": "UAI 2026",
    "Under a new title; accepted at WACV 2026": "WACV 2026",
    "已被 CVPR 2026 接收": "CVPR 2026",
    "本文被ICML 2025录用，代码见主页": "ICML 2025",
    "发表于 NeurIPS 2025": "NeurIPS 2025",
    "ECCV 2026 已录用。投稿版本见补充材料": "ECCV 2026",
    "Accpeted by ICML2026": "ICML 2026",
    "ICML 2026 Workshop on Quiet Machines": "ICML 2026 Workshop",
    "CVPR 2026 Workshop: QM - Quiet Machines": "CVPR 2026 Workshop",
    "CVPRw2026": "CVPR 2026 Workshop",
    "Accepted to ICMLW (QuietM) 2026 and ICMLW (LoudM) 2026": "ICML 2026 Workshop",
    "Accept to ACLW 2026 (QUIET)": "ACL 2026 Workshop",
    "Accepted at CSCW 2026": "CSCW 2026",
    "In 2026 IEEE Conference on Games (CoG)": "CoG 2026",
    "Accepted at QuietMach@ISCA 2026": "ISCA 2026 Workshop",
    "Quiet Machines @ ICML'26": "ICML 2026 Workshop",
    "A Quiet^2 paper @ ACL 2026": "ACL 2026 Workshop",
    "Oral @ ICML 2026": "ICML 2026",
    "8 pages, accepted to the 2026 RSS Workshop on Quiet Machines": "RSS 2026 Workshop",
    "In International Conference on Machine Learning (ICML'26)": "ICML 2026",
    "International Conference on Machine Learning (ICML), 2026": "ICML 2026",
    "40th Conference on Neural Information Processing Systems (NeurIPS 2026)": "NeurIPS 2026",
    "EUSIPCO 2026 (34th European Signal Processing Conference)": "EUSIPCO 2026",
    "ACL Findings 2026; 10 pages": "ACL 2026 Findings",
    "Accepted to CVPR 2026 (Findings Track)": "CVPR 2026 Findings",
    "6 pages, PIMRC Conference 2026": "PIMRC 2026",
    "ACL Demo Track 2026": "ACL 2026",
    "accepted for IEEE VTC-Spring 2026": "VTC 2026",
    "TEAPOT 2026 Oral Paper": "TEAPOT 2026",
    "The 34th International Conference on Slow Networks (SLOWNET 2026), London": "SLOWNET 2026",
    "9 pages, Slow Networks Conference (SNC) 2026": "SNC 2026",
    "2026 IEEE International Symposium on Slow and Quiet Networks (SLOWNET)": "SLOWNET 2026",
    'Accepted in "The Astrophysical Journal (ApJ)"': "ApJ",
    "Accepted and to appear in the IEEE Slow Sensors Journal": "IEEE Slow Sensors Journal",
    "Published in IEEE Quiet Machines Magazine": "IEEE Quiet Machines Magazine",
}

UNSAID = [
    "",
    "13 pages, 4 figures",
    "Submitted to NeurIPS 2026",
    "submitted to IEEE TPAMI for possible publication",
    "Under review at ICLR 2027",
    "ICLR 2027 submission, under review",
    "To be submitted to ICRA 2027",
    "6 pages, 7 figures, CVPR",
    "A conference on quiet machines (QM) 2026",
    "The code is that of Lock@CVPR, found by chance in 2026",
    'Its title was "A Quiet Machine Presented at CVPR 2026"',
    "The IEEE Slow Sensors Journal",
    "Not accepted at ICML 2026",
    "This copyright will belong to IEEE if accepted at CVPR 2026",
    "Extension of our CVPR 2025 paper",
    "A shorter version was accepted at ICML 2026",
    "A preliminary version of this paper appeared at STOC 2025",
    "Portions of this work were presented at ICCV 2025",
    "This paper was written in the CVPR 2026 style",
    "IEEE conference template, 2026",
    "投稿至 CVPR 2026",
    "审稿中，ICML 2026",
    "arXiv admin note: text overlap with arXiv:2401.10681",
    "Accepted for publication",
    "PhD thesis, 2026",
    "Comments on the proceedings of ICML 2025",
    'Our reply to "Accepted Wisdom at CVPR 2024, and what it got wrong"',
    "Accepted at DBLP",
]

OTHERS = [
    "In Proceedings of the International Joint Conference on Computer Vision, Imaging and Theory",
    "Accepted at the Asian Conference on Machine Learning",
    "Accepted at the International Conference on Machine Learning and Applications",
    "Accepted at the International Conference on Communications and Networking",
]
"""Conferences whose names begin or end as another's."""


@pytest.mark.parametrize("comment", SAID)
def test_a_venue_is_named_in_its_short_form(comment: str) -> None:
    assert venue_of(comment) == SAID[comment]


@pytest.mark.parametrize("comment", UNSAID)
def test_what_is_not_certain_names_no_venue(comment: str) -> None:
    assert venue_of(comment) == ""


@pytest.mark.parametrize("comment", OTHERS)
def test_the_name_of_another_conference_is_no_venue_of_the_table(comment: str) -> None:
    assert venue_of(comment) == ""


def test_an_abstract_names_a_venue_where_it_speaks_of_its_own_paper() -> None:
    assert venue_of("", "We weigh tea. This paper was accepted at SIGIR 2026.") == "SIGIR 2026"
    assert venue_of("", "We study 300 papers that were accepted at SIGIR 2026.") == ""
    assert venue_of("", "In this paper, a method is presented for ICML 2026 reviews.") == ""


def test_the_comment_is_believed_before_the_abstract_and_the_label_before_both() -> None:
    abstract = "This paper was accepted at SIGIR 2026."
    assert venue_of("Accepted at KDD 2026", abstract) == "KDD 2026"
    assert venue_of("Accepted at KDD 2026", abstract, "Proc. of ICDE 2026") == "ICDE 2026"


@given(st.text(alphabet="aAcCeptd CVPRIEM20256'(), .-at\n", max_size=400))
def test_any_text_names_a_short_venue_or_none(text: str) -> None:
    assert len(venue_of(text, text, text)) < 80
    assert "\n" not in venue_of(text)


REPOSITORY = "https://github.com/example/tea"
CODE = {
    "Code: https://github.com/example/tea": REPOSITORY,
    "https://GitHub.com/example/tea/": REPOSITORY,
    "see github.com/example/tea.": REPOSITORY,
    "https://www.github.com/example/tea.git": REPOSITORY,
    "https://github.com/example/tea/tree/main/brewing": REPOSITORY,
    "Code (\\url{https://github.com/example/tea}) and data": REPOSITORY,
    "[code](https://github.com/example/tea)": REPOSITORY,
    "https://gitlab.com/example/tea": "https://gitlab.com/example/tea",
    "https://gitlab.lab.example.org/group/tea": "https://gitlab.lab.example.org/group/tea",
    "https://anonymous.4open.science/r/tea-1234/": "https://anonymous.4open.science/r/tea-1234",
    "代码和数据可在https://github.com/example/tea获取。": REPOSITORY,
    "コードは https://github.com/example/tea。": REPOSITORY,
    "released for reproducibility: https: //github.com/example/tea.": REPOSITORY,
    "代码https://anonymous.4open.science/r/tea-1234找到": "https://anonymous.4open.science/r/tea-1234",
    "https://茶github.com/example/tea": "",
    "https://example.github.io/tea": "",
    "https://github.com/example": "",
    "https://github.com/orgs/example": "",
    "https://evil.example/github.com/example/tea": "",
    "https://notgithub.com/example/tea": "",
    "no code at all": "",
}


@pytest.mark.parametrize("comment", CODE)
def test_a_repository_is_named_by_its_owner_and_name(comment: str) -> None:
    assert code_of(comment) == CODE[comment]


@pytest.mark.parametrize("owner", ["XXX", "xxxx", "username", "Your-Name", "anonymous"])
def test_an_address_that_is_still_to_be_filled_in_is_no_repository(owner: str) -> None:
    assert code_of(f"Code: https://github.com/{owner}/tea") == ""
    assert code_of(f"Code: https://github.com/{owner}-tea/tea")


def test_an_abstract_must_say_what_is_at_an_address() -> None:
    assert code_of("", f"Tea is good. Code is available at {REPOSITORY}.") == REPOSITORY
    assert code_of("", f"Tea is good. {REPOSITORY}") == REPOSITORY
    assert code_of("", f"茶很好。代码可在{REPOSITORY}找到。") == REPOSITORY
    assert code_of("", f"我们提出了一个数据集（茶，{REPOSITORY}），并评估。") == REPOSITORY
    assert code_of("", f"As {REPOSITORY} has shown, tea is good.") == ""


def test_an_entry_tells_its_venue_and_its_repository() -> None:
    record = (
        '{"id": "2605.00001", "title": "Tea", "comment": "Accepted at ICML 2026", "summary": "S.",'
        ' "code_url": "https://github.com/example/tea"}'
    )
    (entry,) = entries_of(record, "2026-05-08.jsonl")
    assert (entry.venue, entry.code) == ("ICML 2026", REPOSITORY)
