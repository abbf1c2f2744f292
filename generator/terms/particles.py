"""What stands between the words of Chinese and Japanese, and what papers say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final


def _alternatives(patterns: Iterable[str]) -> re.Pattern[str]:
    """Make one pattern of several that each begin with a letter; of two the first in order counts.

    Those of a letter are put together: then few letters of a text have more than one to try, and
    most have none, which `re` sees from a table.
    """
    ordered = sorted(patterns, key=_first)
    return re.compile(
        "|".join(
            f"{letter}(?:{'|'.join(pattern[1:] for pattern in same)})"
            for letter, same in groupby(ordered, key=_first)
        )
    )


def _first(pattern: str) -> str:
    return pattern[0]


PARTICLES: Final = _alternatives(
    """
    本文 论文 研究人员 研究者 本研究 研究 我们 作者 提出了? 一种 一个 一类 一套 一项 基于 通过
    利用 使用 采用 结合 引入 用于 实现了? 能够 可以 进行 有效地? 显著 提升 提高 改进 优于 现有
    传统 当前 方法 问题 任务 结果 实验 表明 证明 展示 解决了? 针对 以及 并且 从而 同时 然而 但是
    由于 因此 对于 关于 其中 不同 多种 多个 各种 大量 具有 包括 主要 相关 重要 关键 挑战 性能
    效果 框架 技术 开发 构建 探讨 分析 验证 发现 介绍 存在 缺乏 需要 无需 仅需 达到 超越 降低
    减少 改善 支持 提供 应用 场景 领域 新型 新的 创新 提案 手法 我々 論文 本稿 百分点 取得 获得
    表现 出色 优异 保持 系统性地? 首个 首次 多项 平均 最高 最佳 仅为 以下 之间 个(?!性|体|人)
    上(?!下|采样|限|界|升|层|游) 下(?<!上下)(?!采样|限|界|降|层|游|文|一|棋|载) 的 了 与 及 是
    将 或 该 其 此 这 那 之 而 且 也 都 很 和(?<!共和)(?!谐) 在(?!线) 并(?!行|发) 等(?![级变价待于])
    系统评估 全面评估 系统比较 评估显示 评估(?=[大小多前语视模]) 相比 相较 最先进 最强 即可
    所有(?!权|者) 包含超过 未来方向 最新进展 精心设计 第[一二三四]阶段 达(?<=率达)
    从(?<![服听顺]从)(?![业众属粗头零])
    被(?!动) 对(?<![针相绝]对)(?![抗齐话比称象应偶数立角]) 为(?<![行作认]为)
    中(?![文心间国医立]) 由(?<![自]由) 以(?!太)
    """.split()  # noqa: SIM905 - a list in quotes would be four times as long
)
"""A letter that also begins or ends common words is one only where they do not stand."""
