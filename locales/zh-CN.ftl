# 简体中文（中国）：对用户说的话。
#
# 客户端发送的词（字段、权限、选项）一律不翻译。

# 日期和时间的写法，用 strftime 的字母。
date = %Y/%m/%d
moment = %Y/%m/%d %H:%M UTC
time = %H:%M

# 不能登录。
sign-in-missing = 请先登录
sign-in-bad-token = 令牌无效或已过期
sign-in-session-ended = 此会话已结束
sign-in-other-device = 此令牌属于另一台设备
sign-in-wrong-password = 电子邮箱或密码错误
sign-in-wrong-code = 验证码错误或已失效
sign-in-unverified-email = 请先确认您的电子邮箱
sign-in-bad-refresh-token = 此刷新令牌无效，请重新登录

# 没有权限。
need-canAddChildren = 此操作需要 canAddChildren 权限
need-canEditChildren = 此操作需要 canEditChildren 权限
need-canLogActivities = 此操作需要 canLogActivities 权限
need-canViewReports = 此操作需要 canViewReports 权限
need-parent = 只有该家庭的家长才能进行此操作
need-birth-details = 请先登记您的资料：POST /auth/register-details
need-voice = 您已在设置中关闭语音命令（ai_voice_enabled）
need-same-origin = 此操作只能从本服务器的页面发起

# 找不到。
no-such-account = 该账户不存在
no-such-activity = 该活动不存在
no-such-appointment = 该预约不存在
no-such-article = 没有该文章
no-such-birth-details = 尚无资料，请先登记
no-such-child = 该孩子不存在
no-such-conversation = 没有该对话
no-such-device = 该设备不存在
no-such-entry = 该条目不存在
no-such-family = 该家庭不存在
no-such-file = 该文件不存在
no-such-insight = 该发现不存在
no-such-invitation = 该邀请不存在
no-such-member = 该成员不存在
no-such-message = 没有该消息
no-such-notification = 该通知不存在
no-such-path = 该路径不存在
no-such-photo = 该照片不存在
no-such-setup = 没有该初始设置
no-such-share-code = 该邀请码不存在
no-such-timer = 该计时器不存在

# 其他拒绝。
error-invalid = 输入的数据无效
error-query = 查询与架构不符
error-exists = 已经存在，且与发送的内容不同
error-birth-details-exist = 您的资料已登记；请使用 PUT /auth/user-details 修改
error-stale = 内容已被修改，请查看当前版本
error-ended = 已经结束，不能再修改
error-family-full = 该家庭最多只能有 { $count } 名成员
error-child-limit = 该家庭最多只能有 { $count } 个孩子
error-questions-used = { $count ->
    [0] 您的套餐不含向助手提问
   *[other] 您套餐内每天 { $count } 个问题已用完，明天可继续提问
}
error-rate-limited = 请求过多，请在 { $count } 秒后重试
error-internal = 我们这边出了点问题
lack-speech = 此处无法听取语音命令：未配置语音识别
lack-speech-language = 本服务器只能听懂英语口述命令；您可以用自己的语言输入命令
lack-speech-now = 语音识别目前没有响应；请重试或输入命令

# 字段有什么问题。
reason-required = 必填
reason-malformed = 无法读取
reason-syntax = 从第 { $line } 行第 { $column } 列起无法读取
reason-not-a-text = 必须是文本
reason-not-a-number = 必须是数字
reason-not-a-whole-number = 必须是整数
reason-not-a-yes-or-no = 必须是 true 或 false
reason-not-a-list = 必须是列表
reason-not-a-object = 必须是对象
reason-not-a-date = 必须是日期，例如 2024-01-10
reason-not-a-moment = 必须是日期和时间，例如 2024-01-10T15:30:00Z
reason-not-a-clock = 必须是时刻，例如 09:00
reason-not-a-base64 = 必须是 base64 编码
reason-not-a-quantity = 必须是带单位的数量，例如 120 ml
reason-not-a-duration = 必须是时长，例如 1:05
reason-control-characters = 不能包含控制字符
reason-one-of = 必须是以下之一：{ $words }
reason-length = 长度必须为 { $least } 到 { $most } 个字符
reason-between = 必须在 { $least } 和 { $most } 之间
reason-in-future = 时间在未来
reason-before-start = 早于开始时间
reason-too-long = 持续时间不能超过 { $hours } 小时
reason-not-an-id = 必须是以 { $prefix }_ 开头的标识符
reason-not-an-email = 电子邮箱格式无效
reason-not-a-milestone = 必须是 GET /api/v1/milestones 中的标识符；自己的说法请写入 name
reason-taken = 已被使用
reason-too-common = 过于常见，请换一个
reason-wrong-password = 不是您当前的密码
reason-not-repeated = 与 { $field } 不同
reason-used-up = 无效或已失效；请重新申请一封信
reason-not-a-zone = 必须是时区，例如 Asia/Shanghai
reason-forged = 不是为此列表签发的
reason-too-large = 不能超过 { $count } 字节
reason-picture-format = 必须是 JPEG、PNG 或 WebP 图片
reason-picture-broken = 图片已损坏
reason-picture-pixels = 图片像素过多
reason-speech-format = 必须是 WAV、MP3、M4A 或 AAC 录音
reason-speech-broken = 录音已损坏
reason-speech-long = 录音超过 60 秒
reason-speech-silent = 录音中听不到任何声音
reason-speech-unclear = 未能听懂录音中的命令；请再说一次或输入命令
reason-not-here = 只能发送到 /api/v1/auth/refresh
reason-fixed = 不能在此处更改
reason-sent-as-file = 请以文件形式上传
reason-last-parent = 家庭将没有家长
reason-not-for-parents = 不能为家长设置
reason-too-many = 不能超过 { $count } 项
reason-too-many-levels = 嵌套不能超过 { $count } 层
reason-too-many-aliases = 别名不能超过 { $count } 个
reason-too-many-fields = 请求的字段不能超过 { $count } 个
reason-too-many-directives = 指令不能超过 { $count } 个
reason-too-many-directives-here = 同一处的指令不能超过 { $count } 个
reason-too-many-tokens = 词法单元不能超过 { $count } 个
reason-too-many-cost = 开销不能超过 { $count }：每个字段按其外层列表可能的条目数计算
reason-cycle = 片段包含了自身
reason-no-introspection = 此处不能查看架构
reason-one-field = 订阅必须恰好请求一个字段，且不在片段之中
reason-one-at-a-time = 操作须逐个发送，不能以列表发送
reason-not-its-hash = 必须是查询的 SHA-256 摘要，64 位十六进制数字
reason-one-needed = 至少需要以下之一：{ $words }
reason-only-for = 只能与 { $kind } 一起使用
reason-disagrees = 与 { $field } 不一致
reason-not-a-file-of = 必须是以下来源之一的 CSV 文件：{ $words }；第一行必须是列名
reason-open-quote = 有未结束的引号
reason-either = 可能表示 { $one } 或 { $other }，请说明是哪一个
reason-between-poles = 必须大于 -90 且小于 90：在两极没有星座升起
reason-skipped-time = 该时刻不存在：{ $zone } 的时钟当时拨快而跳过了它
reason-key-reused = 已用于另一个请求
reason-stale = 不是当前版本

# 产品自己写的内容。
birth-time-twice = 那一天 { $zone } 的时钟两次显示这一时刻；这里以较早的一次为准
family-name = { $surname }一家
import-not-kept = 不保存：{ $kind }
import-other-child = 属于另一个孩子：{ $name }
event-appointment-at = { $title }（{ $place }）
event-birthday = { $name }满 { $years } 周岁
event-visit-first-week = 出生第一周儿童保健检查
event-visit-months = { $months } 月龄儿童保健检查
event-visit-years = { $years } 岁儿童保健检查

# 生长曲线图。前五条是测量项目的名称。
growth-weight = 体重
growth-height = 身长与身高
growth-head_circumference = 头围
growth-bmi = 体重指数
growth-weight_for_length = 身长别体重
growth-age = 月龄
growth-corrected-age = 月龄（24 个月以内从预产期算起）
growth-length = 身长或身高（厘米）
growth-lines = 曲线上的数字：100 名健康儿童中有多少人低于此线
growth-no-lines = 没有曲线：标准分女孩和男孩
growth-empty = 还没有测量记录
growth-implausible = 空心点可能是记录有误

# 发现的内容。
insight-longest-sleep = { $name }连续睡了 { length }，是 30 天内最长的一次
insight-growth-spurt = { $name }的睡眠和饮食像是要猛长一截（未来 4 天内的可能性：{ $percent }%）
insight-weight-crossed-lines = 与上次称重相比，{ $name }的体重从第 { $before } 百分位变为第 { $now } 百分位。这可能完全正常，具体情况请咨询儿科医生
insight-unlikely-measure = { $measure ->
    [weight] { $name }在 { $date } 的体重，这个年龄的孩子几乎都不会是这样；请核对记录是否有误
    [height] { $name }在 { $date } 的身高，这个年龄的孩子几乎都不会是这样；请核对记录是否有误
   *[other] { $name }在 { $date } 的头围，这个年龄的孩子几乎都不会是这样；请核对记录是否有误
}
insight-sleep-below-recommendation = 最近 7 天中的大多数日子，{ $name }每 24 小时最多睡 { length }。一般认为这个年龄不宜少于 { $bound } 小时。每个孩子都不一样；如果{ $name }看起来疲倦，不妨咨询儿科医生
insight-sleep-above-recommendation = 最近 7 天中的大多数日子，{ $name }每 24 小时睡 { length } 或更久。一般认为这个年龄不宜多于 { $bound } 小时。每个孩子都不一样；如果{ $name }不易叫醒或不如平时活泼，不妨咨询儿科医生
length = { $hours ->
    [0] { $minutes } 分钟
   *[other] { $minutes ->
        [0] { $hours } 小时
       *[other] { $hours } 小时 { $minutes } 分钟
    }
}

# 习惯：经统计检验成立的规律。
habit-longer-before = { $name }在 { $time } 之前上床时会多睡 { $minutes } 分钟
habit-longer-after = { $name }在 { $time } 之后上床时会多睡 { $minutes } 分钟
habit-naps-awake-less = 醒着不到 { $awake } 分钟时，{ $name }的小睡会长 { $minutes } 分钟
habit-naps-awake-more = 醒着超过 { $awake } 分钟时，{ $name }的小睡会长 { $minutes } 分钟
habit-steady-mornings = { $name }总在 { $from } 到 { $to } 之间醒来
habit-night-stretch-increasing = { $name }夜里最长的一觉正在变长
habit-night-stretch-decreasing = { $name }夜里最长的一觉正在变短
habit-feeding-intervals-increasing = 喂养间隔在变长：{ $name }可能可以坚持更久了
habit-feeding-intervals-decreasing = 喂养间隔在变短：{ $name }想更常吃

# 为什么预计在那个时间。
why-awake-since = 从 { $time } 起醒着；按平时的清醒时长
why-overdue = 从 { $time } 起醒着，比平时久
why-asleep-since = 从 { $time } 起睡着；按平时的小睡和清醒时长
why-after-night = 早上约 { $time } 醒来之后
why-fed-at = { $time } 喂过；按平时的间隔
why-not-fed-since = { $time } 喂过，比平时久
why-usual-time = 平时的时间
why-nothing-since = 很久没有记录；按平时的时间
why-nothing-logged = 还没有记录；按这个年龄的常见情况
growth-spurt-expected = { $from }-{ $to } 天
sign-more-sleep = 睡得更多
sign-more-bouts = 小睡或醒来更频繁
sign-more-feedings = 吃得更频繁
event-nap = 小睡，可能在 { $from } 到 { $to } 之间
event-feeding = 喂养，可能在 { $from } 到 { $to } 之间
event-bedtime = 上床睡觉，可能在 { $from } 到 { $to } 之间

# 已完成的操作。
done-reset-asked = 如果该邮箱对应一个账户，您将收到设置新密码的说明。
done-password-reset = 密码已重置
done-password-changed = 密码已更改
done-signed-out = 已退出登录
done-avatar-saved = 头像已保存
done-avatar-removed = 头像已删除
done-children-listed = 已获取孩子的资料
done-child-deleted = 孩子的资料已删除
done-child-picture-saved = 头像已上传
done-early-access = 您已加入抢先体验名单
done-code-sent = 验证码已发送
done-token-is-good = 令牌有效
done-logged-out = 已成功退出登录

# 信件。
letter-invitation-subject = { $name } 邀请您加入 { $family }
letter-invitation-opening = { $name } 邀请您在 Maternal 上加入 { $family }。
letter-invitation-note =
    请在手机上打开 app://join/{ $code }，或在应用中输入邀请码 { $code }。
    邀请码仅可使用一次，有效期至 { $until }。
letter-reset-password-subject = 设置新密码
letter-reset-password-opening = 有人（很可能是您本人）为此邮箱的 Maternal 账户申请了新密码。
letter-reset-password-link = 设置新密码
letter-reset-password-note =
    链接仅可使用一次，有效期至 { $until }。
    如果不是您本人操作，无需理会：密码保持不变。
letter-verify-email-subject = 这是您的电子邮箱吗？
letter-verify-email-opening = 有人在 Maternal 的账户中填写了此邮箱。请确认它属于您。
letter-verify-email-link = 确认此邮箱
letter-verify-email-note =
    链接仅可使用一次，有效期至 { $until }。
    如果账户不是您的，无需理会。
letter-sign-in-subject = 您的 Maternal 验证码
letter-sign-in-opening = 请用此验证码登录 Maternal：{ $code }
letter-sign-in-note =
    验证码只能使用一次，有效期至 { $until }。请勿告诉任何人。
    如果不是您本人申请，无需任何操作。
letter-password-changed-subject = 您的密码已更改
letter-password-changed-opening = 您的 Maternal 账户的密码已更改：{ $at }。
letter-password-changed-note = 如果不是您本人操作，说明有人知道您的密码：请立即在登录页面申请新密码。
letter-password-reset-subject = 您的密码已更改
letter-password-reset-opening = 有人通过我们发送到此邮箱的链接为您的 Maternal 账户设置了新密码：{ $at }。
letter-password-reset-note = 如果不是您本人操作，说明有人能查看您的邮件：请先保护您的邮箱，再在登录页面申请新密码。
letter-email-changed-subject = 您的账户更换了电子邮箱
letter-email-changed-opening = 您的 Maternal 账户的电子邮箱已更改：{ $at }。今后请使用新邮箱登录，这是发往旧邮箱的最后一封信。
letter-email-changed-note = 如果不是您本人操作，说明有人能使用您的账户：请立即在仍处于登录状态的设备上更改密码，并告知本服务的管理者。
letter-first-code-subject = 有人用验证码登录
letter-first-code-opening = 我们发送到此邮箱的验证码已被用来登录其 Maternal 账户：{ $at }。该账户创建时，尚无人证明此邮箱属于自己。
letter-first-code-note = 由于该账户可能是他人创建的，此前的所有登录均已退出，原密码也已失效。如需使用密码，请在登录处申请新密码。请查看家庭中还有哪些人，并移出您不认识的人。对于尚未添加孩子的家庭，您的家庭中已无他人，您也已退出他人的家庭；请重新邀请您认识的人。
letter-first-reset-subject = 您的密码已更改
letter-first-reset-opening = 有人通过我们发送到此邮箱的链接为其 Maternal 账户设置了新密码：{ $at }。该账户创建时，尚无人证明此邮箱属于自己。
letter-first-reset-note = 由于该账户可能是他人创建的，此前的所有登录均已退出。请查看家庭中还有哪些人，并移出您不认识的人。对于尚未添加孩子的家庭，您的家庭中已无他人，您也已退出他人的家庭；请重新邀请您认识的人。
letter-erased-subject = 您的账户已被删除
letter-erased-opening = 此邮箱的 Maternal 账户及其全部内容已被删除：{ $at }。
letter-erased-note = 如果不是您本人操作，说明他人能使用您的账户或能读取您的邮件：请保护好您的邮箱，并告知本服务的运营者。

# 信件所指向的页面。
page-new-password = 新密码
page-repeat-password = 再次输入新密码
page-save = 保存
page-verified = 谢谢：此邮箱已确认
page-incomplete = 链接不完整：请从信件中重新打开
page-no-answer = 没有收到回应：请稍后再试
page-needs-script = 此页面需要 JavaScript

# 通知。
notification-test-title = 测试通知
notification-test-body = 此设备可以收到通知
notification-daily-reminder-title = 今天过得怎么样？
notification-daily-reminder-body = 请补记今天的喂养、睡眠和尿布情况
notification-member-joined-title = { $name } 加入了 { $family }
notification-member-joined-body = { $name } 现在是家庭成员：{ role }
notification-member-left-title = { $name } 离开了 { $family }
notification-member-left-body = { $name } 不再能看到 { $family } 的动态
notification-removed-title = 您已不在 { $family } 中
notification-removed-body = 您不再能看到 { $family } 的动态
notification-role-changed-title = 您的角色已更改
notification-role-changed-body = 您现在在 { $family } 中的角色是：{ role }
role = { $role ->
    [parent] 家长
    [caregiver] 看护人
   *[viewer] 查看者
}
notification-password-changed-title = 您的密码已更改
notification-password-changed-body = 其他设备上的登录均已退出。如果不是您本人操作，请在登录页面申请新密码
notification-level-up-title = 升级了：{ level } { $icon }
notification-level-up-body = 日复一日的记录让您升到了第 { $number } 级
level = { $level ->
   *[seedling] 幼苗
    [sprout] 嫩芽
    [sapling] 小树
    [growing] 成长
    [rooted] 扎根
    [blooming] 盛开
    [evergreen] 常青
}

# 父母同意的内容。
consent-text = 我是这个孩子的父母或监护人，同意本服务器保存我的家人记录的关于孩子的内容，且仅供我的家人使用。我可以随时撤回同意；届时孩子及其全部记录都将被删除。

# 星盘图；先是简称。
kundli-Sun = 日
kundli-Moon = 月
kundli-Mars = 火
kundli-Mercury = 水
kundli-Jupiter = 木
kundli-Venus = 金
kundli-Saturn = 土
kundli-Rahu = 罗
kundli-Ketu = 计
kundli-lagna = 升
kundli-backwards = 逆
kundli-title = 星盘
kundli-basis = 恒星黄道（Lahiri），{ $node ->
    [mean] 平交点
   *[true] 真交点
}
kundli-marks = 升：上升点 · 逆：逆行
kundli-numbers = 数字为星座，从白羊座数起
kundli-ascendant = 上升点：{ $sign } { $degree }°。
kundli-placed = { $graha }：{ $sign } { $degree }°，第 { $house } 宫。
kundli-placed-backwards = { $graha }：{ $sign } { $degree }°，第 { $house } 宫，逆行。
