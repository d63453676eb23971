# 简体中文（中国）：助手怎么说一个孩子，以及资料库内容前后的话。

assistant-based-on = 根据您家的记录：
assistant-last-night = { $wakings ->
    [0] { $name }昨晚睡了 { length }，没有醒。
   *[other] { $name }昨晚睡了 { length }，醒了 { $wakings } 次。
}
assistant-nights = { $days ->
    [1] 最近两周只有 1 天有睡眠记录，{ $name }那天夜里睡了 { $night } 小时。
   *[other] 最近两周有睡眠记录的 { $days } 天里，{ $name }平均每晚睡 { $night } 小时。
}
assistant-nights-improving = 夜里最长的一觉正在变长。
assistant-nights-declining = 夜里最长的一觉正在变短。
assistant-bedtime = 夜里睡得最好的时候，上床时间在 { $time } 左右。
assistant-next-nap = 下一次小睡可能在 { $time } 左右。
assistant-next-bedtime = 下一次上床睡觉可能在 { $time } 左右。
assistant-asleep = { $name }从 { $time } 起一直睡着。
assistant-napped = { $name }上次小睡是从 { $from } 到 { $until }。
assistant-slept = { $name }上次夜间睡觉是从 { $from } 到 { $until }。
assistant-fed = { $name }上次吃是在 { $time }。
assistant-fed-amount = { $name }上次吃是在 { $time }：{ $amount }。
assistant-feedings = 过去 24 小时喂了 { $count } 次。
assistant-feedings-amount = 过去 24 小时喂了 { $count } 次，共 { $amount }。
assistant-next-feeding = 下一次喂养可能在 { $time } 左右。
assistant-changed = { $name }上次换尿布是在 { $time }。
assistant-diapers = 过去 24 小时有 { $wet } 片尿湿的尿布和 { $dirty } 片有便便的尿布。
assistant-temperature = 最近一次记录的体温是 { $temperature }，测量时间：{ $time }。
assistant-weight = { $name }在 { $date } 的体重是 { $weight }。
assistant-weight-percentile = { $name }在 { $date } 的体重是 { $weight }，位于第 { $percentile } 百分位（{ $standard }）。
assistant-who = 世卫组织
assistant-height = 最近一次身长或身高记录（{ $date }）：{ $height }。
assistant-age-weeks = { $weeks ->
    [0] { $name }还不到一周大。
   *[other] { $name }现在 { $weeks } 周大。
}
assistant-age-months = { $name }现在 { $months } 个月大。
assistant-age-corrected = 从预产期算起，{ $name }现在 { $months } 个月大。
assistant-upcoming = 多数孩子在这个年龄前后学会、但还没有记录的：{ $skills }。
assistant-nothing-logged = { $name }最近几天的记录里没有这方面的内容。
assistant-from-library = 资料库文章《{ $title }》：
assistant-unknown = 这个问题我答不上来。请咨询儿科医生，或者换个说法再问：我了解三岁以内孩子的睡眠、喂养、尿布、生长、发育和日常健康。
assistant-unknown-but = 这个问题我答不上来，不过记录里有这些：
assistant-suggest-nap = { $time } 左右让{ $name }小睡
assistant-suggest-bedtime = 今晚争取 { $time } 左右上床

# 资料库的页面。
library-title = 资料库
library-to-try = 可以试试
library-source = 资料来源：{ $source }
library-disclaimer = 本页是一般性信息，不是医疗建议。如果您担心孩子，请咨询儿科医生。
library-topic-sleep = 睡眠
library-topic-feeding = 喂养
library-topic-diapers = 尿布
library-topic-growth = 生长
library-topic-development = 发育
library-topic-health = 健康
library-topic-safety = 安全
library-topic-crying = 哭闹
library-topic-parents = 父母
library-topic-routines = 作息
