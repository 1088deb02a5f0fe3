"""A Chinese heading in, its pieces out: lines may break between them, never inside a word."""

import re

# The words of the headings. Unknown words stay in one piece: a new one costs a worse break, no error.
_WORDS = """
职业卫生 技术服务 质量监测 监督执法 监督检查 检测能力 检测报告 工作规范 工作方案 放射卫生 危害因素 重点行业 办事机构
质量控制 工作场所 评价报告 质量保证 自查自纠 职业病 职业 卫生 技术 服务 机构 质量 监测 检查表 检查 监督 执法 工作
规范 要求 方案 通知 附录 附表 名单 目录 行业 重点 严重 危害 因素 定期 检测 报告 能力 比对 任务 评分 细则 审查 综合
评定 结果 抽样 专家组 诊断 鉴定 办事 汇总表 汇总 期限 比例 放射 中国 疾控中心 健康司 辐射 安全 全国 报送 自查 自纠表
自纠 编排 情形 涉嫌 虚假 印发 贯彻 实施 流程 现场 内容 方法 处理 信息 公开 上报 扣分 材料 支撑 评价 大中型 企业 总数
完成 抽查 市级 用人 单位 涉及 年度 省外 河南 山西 天津 人员 专业 专职 负责人 设置 符合 具有 相应 资质 业务 范围
实验室 仪器 设备 内部 管理 制度 保证 体系 健全 满足 各类 最近 一个 周期 违法 违规 失信 记录 正常 运行 可以 公众 查询
网站 标准 物质 耗材 开展 变更 备案 是否 存在 超出 认可 从事 网上 相关 实验 溯源 使用 应当 真实 采集 样品 分析 一致
参与 情况 参加 延伸 总则 附则 领会 精神 实质 切实 抓好 宣传 培训 教育 深入 活动 着力 解决 突出 问题 依法 执业 建立
行为 准则 日常 五项 全面 落实 责任 大力 查处 对照 两份 文件 写法 皮革 毛皮 羽毛 及其 制品 制鞋业 铁路 船舶 航空 航天
其他 运输 制造业 黑色 金属 冶炼 压延 加工业 只核查 核查 第一类 否决 之后 继续 终止 条文 未完 不合格 合格 合同 评审
齐全 要素 完整 格式 样式 调查 写实 总论 基本 生产 工艺 接触 劳动 定员 结论 建议 措施 采样 测量 过程 交接 原始 影像
证明 工作日 劳动者 用人单位 病人 档案 证书 复核 评估
"""
_NUMBER = (
    r"(?:附[录表件]|第)?[0-9A-Za-z.\-—]+(?:个工作日|年|月|日|项|条|分|个|份|%)?"
    r"|第[一二三四五六七八九十]+[章节条项类]"
)
_PIECE = re.compile("|".join([_NUMBER, *sorted(_WORDS.split(), key=len, reverse=True), r"\s+", "."]), re.DOTALL)
_OPENING = "（(《「“"
_FORWARD = "和与或及在对为由按以"
"""Small words that belong to what follows; any other single sign belongs to what stands before it."""


def phrases(text: str) -> list[str]:
    """The pieces of a heading, in their order; together they are the heading."""
    pieces = [""]
    for piece in _PIECE.findall(text):
        if _stays(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _stays(before: str, piece: str) -> bool:
    """Whether no line may begin with the piece."""
    if not before or before[-1] in _OPENING or before in _FORWARD:
        return True
    return len(piece) == 1 and piece not in _OPENING + _FORWARD
