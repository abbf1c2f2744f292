"""Made-up digests of any size in words of our own: the same seed gives the same bytes."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

CATEGORIES = (
    "cs.LG", "cs.CV", "cs.CL", "cs.AI", "cs.RO", "cs.CR", "cs.DC", "cs.IR", "cs.SE", "cs.HC",
    "stat.ML", "eess.IV", "math.OC", "quant-ph", "physics.comp-ph", "q-bio.QM",
)  # fmt: skip
"""What the papers are filed under, the most frequent first."""

FIRST_NAMES = (
    "Ada", "Bo", "Chiara", "Dmitri", "Élodie", "Farah", "Giulia", "Haruki", "Ines", "Jun",
    "Kwame", "Lena", "Mateo", "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Søren", "Tao",
)  # fmt: skip
LAST_NAMES = (
    "Abara", "Brandt", "Castellanos-Ortega", "Duan", "Eriksen", "Fontaine", "Gupta", "Hashimoto",
    "Ivanova", "Jiang", "Kowalczyk", "Lindqvist", "Müller", "Nakamura", "Okafor", "Papadopoulos",
    "Qureshi", "Rossi", "Szabó", "van den Berg", "Wu", "Xie", "Yıldız", "Zhang",
)  # fmt: skip

QUALITIES = (
    "Robust", "Sparse", "Adaptive", "Hierarchical", "Cross-Lingual", "Uncertainty-Aware",
    "Physics-Informed", "Low-Rank", "Self-Supervised", "Parameter-Efficient", "Causal",
    "Contrastive", "Federated", "Multi-Scale", "Retrieval-Augmented", "Provably Convergent",
)  # fmt: skip
SUBJECTS = (
    "Graph Transformers", "Diffusion Models", "State Space Models", "Vision-Language Agents",
    "Neural Operators", "Speech Recognition", "Reward Models", "Point Cloud Registration",
    "Program Synthesis", "Time Series Forecasting", "Quantum Error Correction",
    "Recommender Systems", "Medical Image Segmentation", "Robot Manipulation",
    "Mixture-of-Experts Routing", "Differentially Private Learning",
)  # fmt: skip
AIMS = (
    "under Distribution Shift", "with Few Labels", "on a Single GPU", "at the Edge",
    "without Backpropagation", "for Long Documents", "in the Wild", "via Optimal Transport",
    "from Noisy Feedback", "with $O(n\\log n)$ Attention", "in $\\mathbb{R}^d$",
    "for $\\epsilon$-Optimal Control", "beyond the Training Horizon", "across 41 Languages",
)  # fmt: skip

ENGLISH = (
    "We study how {subject} behave {aim}.",
    "The usual remedy needs more data than anybody has, and its errors grow with every step.",
    (
        "Our method keeps a small memory, updates it only where the gradient is informative, "
        "and stops as soon as $\\|x_t - x^\\star\\|_2 \\le \\epsilon$."
    ),
    "A bound of $O(\\sqrt{{d \\log T / T}})$ explains why a narrow model is enough.",
    "On {count} public benchmarks the error falls by {percent}\\%, at a third of the memory.",
    "Ablations show that the order of the examples matters more than their number.",
    "The same recipe carries over to {other}, where no tuning was needed.",
    "Failures gather in rare classes; we describe them and release the code and all logs.",
    (
        "Training minimises $\\mathcal{{L}}(\\theta) = \\mathbb{{E}}_{{x \\sim p}}"
        "[\\ell(f_\\theta(x), y)] + \\lambda \\|\\theta\\|_1$ over {count} epochs."
    ),
)
CHINESE = (
    "针对数据分布变化时性能骤降的问题，本文给出一种无需重新训练的校准方法。",
    "作者把长序列切成可以共享的小块，只在信息量大的位置更新记忆。",
    "在 {count} 个公开数据集上，平均误差降低 {percent}%，显存占用只有原来的三分之一。",
    "理论部分证明了 $O(\\sqrt{{d \\log T / T}})$ 的收敛界，并指出窄网络为何已经足够。",
    "现有做法依赖大量人工标注，换一个领域便要从头再来，代价高昂。",
    "消融实验显示，样本的先后次序比样本的多少更要紧。",
    "方法由三步组成：1) 估计不确定度；2) 按 $\\epsilon$ 阈值筛选；3) 用 LoRA 微调少量参数。",
    "失败多集中在罕见类别，论文逐一分析，并公开了代码与全部日志。",
    "同一套参数可直接用于 Transformer 与 Mamba，两者的差距不到一个百分点。",
)
COMMENTS = ("", "", "12 pages, 5 figures", "Accepted at ICML 2026", "Code: https://github.com/")


def write_corpus(demo: Path, place: Path, days: Mapping[str, int]) -> Path:
    """Copy the demo's content to a new folder, add a digest for each day, return the folder."""
    shutil.copytree(demo, place)
    first = 1
    for day, count in sorted(days.items()):
        (place / f"{day}_AI_enhanced_Chinese.jsonl").write_text(digest(day, count, first), "utf-8")
        first += count
    return place


def digest(day: str, count: int, first: int = 1) -> str:
    """Write one day's papers, one JSON object a line, numbered from the first."""
    draw = Random(day)  # noqa: S311 - repeatable, not secret
    month = day[2:4] + day[5:7]
    records = (record(draw, f"{month}.{first + number:05}") for number in range(count))
    return "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in records)


def record(draw: Random, identifier: str) -> dict[str, Any]:
    """Make up one paper as the pipelines write it."""
    weights = [1 / (place + 1) for place in range(len(CATEGORIES))]
    subject = draw.choice(SUBJECTS)
    return {
        "id": identifier,
        "categories": list(dict.fromkeys(draw.choices(CATEGORIES, weights, k=draw.randint(1, 3)))),
        "pdf": f"https://arxiv.org/pdf/{identifier}",
        "abs": f"https://arxiv.org/abs/{identifier}",
        "authors": [name(draw) for _ in range(draw.randint(1, 12))],
        "title": title(draw, subject),
        "comment": draw.choice(COMMENTS),
        "summary": sentences(draw, ENGLISH, draw.randint(6, 9), subject),
        "AI": {
            "tldr": sentences(draw, CHINESE, draw.randint(1, 3), subject),
            "motivation": sentences(draw, CHINESE, 2, subject),
            "method": sentences(draw, CHINESE, 3, subject),
            "result": sentences(draw, CHINESE, 2, subject),
            "conclusion": sentences(draw, CHINESE, 2, subject),
        },
    }


def name(draw: Random) -> str:
    """Make up an author."""
    return f"{draw.choice(FIRST_NAMES)} {draw.choice(LAST_NAMES)}"


def title(draw: Random, subject: str) -> str:
    """Make up a title of five to a dozen words."""
    words = f"{draw.choice(QUALITIES)} {subject} {draw.choice(AIMS)}"
    return f"{draw.choice(QUALITIES)[:4]}Net: {words}" if draw.random() < 0.3 else words


def sentences(draw: Random, stock: tuple[str, ...], count: int, subject: str) -> str:
    """Join some sentences, none twice, with their gaps filled."""
    joint = " " if stock is ENGLISH else ""
    filled = {
        "subject": subject.lower(),
        "other": draw.choice(SUBJECTS).lower(),
        "aim": draw.choice(AIMS).lower() if draw.random() < 0.5 else "under pressure",
        "count": draw.randint(3, 24),
        "percent": f"{draw.uniform(1, 40):.1f}",
    }
    return joint.join(draw.sample(stock, count)).format_map(filled)
