# 简体中文：用文字说星盘。这里的含义是我们自己对传统的简短解读。
#
# 星曜：名称及句中所需的形式；there 是它在某宫的作用，mood 是它所主时期的气息。
graha-Sun = 太阳
    .the = 太阳
    .of = 太阳
    .your = 您的太阳
    .there = 您愿意在那里担起责任，也希望被人看见
    .mood = 这是担当责任、向前一步的时候
graha-Moon = 月亮
    .the = 月亮
    .of = 月亮
    .your = 您的月亮
    .there = 您的情绪和关怀他人的天分在那里流动
    .mood = 这是重情感、重亲近、时有起伏的时候
graha-Mars = 火星
    .the = 火星
    .of = 火星
    .your = 您的火星
    .there = 您在那里有冲劲，有时也会心急
    .mood = 这是主动出击的时候，勇气需要冷静相伴
graha-Mercury = 水星
    .the = 水星
    .of = 水星
    .your = 您的水星
    .there = 您在那里多思考、多交流，边做边学
    .mood = 这是学习、商谈、把事情写清楚的时候
graha-Jupiter = 木星
    .the = 木星
    .of = 木星
    .your = 您的木星
    .there = 它在那里给您信心、开阔的眼界和可以请教的人
    .mood = 这是成长、得良言、眼界渐宽的时候
graha-Venus = 金星
    .the = 金星
    .of = 金星
    .your = 您的金星
    .there = 它在那里给您分寸、品味和对和谐的向往
    .mood = 这是适合情谊、美好与安逸的时候
graha-Saturn = 土星
    .the = 土星
    .of = 土星
    .your = 您的土星
    .there = 它在那里要求耐心，也回报持续的努力
    .mood = 这是埋头做事、整理清楚的时候，慢下来的反而稳固
graha-Rahu = 罗睺
    .the = 罗睺
    .of = 罗睺
    .your = 您的罗睺
    .there = 您在那里不满足于惯例，愿意走不寻常的路
    .mood = 这是新的渴望与陌生道路并存的时候，清楚的分寸会有帮助
graha-Ketu = 计都
    .the = 计都
    .of = 计都
    .your = 您的计都
    .there = 您在那里看得很淡，懂得的比表露的多
    .mood = 这是放下与向内观看的时候

# 星座，以及人在其中怎样行事。
rashi-Aries = 白羊座
    .way = 有勇气，起步快
rashi-Taurus = 金牛座
    .way = 有耐心，懂得什么能长久
rashi-Gemini = 双子座
    .way = 充满好奇，善于言辞
rashi-Cancer = 巨蟹座
    .way = 细心体贴，记得长久
rashi-Leo = 狮子座
    .way = 有自豪感，内心热忱
rashi-Virgo = 处女座
    .way = 讲究精确，看得出哪里可以更好
rashi-Libra = 天秤座
    .way = 待人公平，懂得平衡
rashi-Scorpio = 天蝎座
    .way = 专注深入，不轻言放弃
rashi-Sagittarius = 射手座
    .way = 心怀信任，眼望远方的目标
rashi-Capricorn = 摩羯座
    .way = 自律，对漫长的攀登早有计划
rashi-Aquarius = 水瓶座
    .way = 独立，眼里有全局
rashi-Pisces = 双鱼座
    .way = 富有想象，善于倾听他人

# 月宿，以及月亮在其中所赋予的。
nakshatra-Ashwini = 娄宿
    .gift = 您乐于助人，行动也快
nakshatra-Bharani = 胃宿
    .gift = 您担得起许多，答应的事会做到底
nakshatra-Krittika = 昴宿
    .gift = 您能看穿表象，有话直说
nakshatra-Rohini = 毕宿
    .gift = 您善于让事物成长，也喜爱美好
nakshatra-Mrigashira = 觜宿
    .gift = 您温和而不停地寻找
nakshatra-Ardra = 参宿
    .gift = 您经过风雨之后看得更清楚
nakshatra-Punarvasu = 井宿
    .gift = 您总能找回光亮，重新开始
nakshatra-Pushya = 鬼宿
    .gift = 您滋养他人，信守诺言
nakshatra-Ashlesha = 柳宿
    .gift = 您看得见别人藏起的东西，也懂得选择时机
nakshatra-Magha = 星宿
    .gift = 您敬重自己的来处，举止有尊严
nakshatra-Purva-Phalguni = 张宿
    .gift = 您懂得享受，身边的人也会放松
nakshatra-Uttara-Phalguni = 翼宿
    .gift = 您是可靠的朋友，说到做到
nakshatra-Hasta = 轸宿
    .gift = 您双手灵巧，总能想出办法
nakshatra-Chitra = 角宿
    .gift = 您能赋予事物让人记住的样子
nakshatra-Swati = 亢宿
    .gift = 您需要自己的空间，能弯而不折
nakshatra-Vishakha = 氐宿
    .gift = 您立下目标，也总会回到目标
nakshatra-Anuradha = 房宿
    .gift = 您忠诚，能把人聚在一起
nakshatra-Jyeshtha = 心宿
    .gift = 别人犹豫时，您会站出来承担
nakshatra-Mula = 尾宿
    .gift = 您凡事追到根源
nakshatra-Purva-Ashadha = 箕宿
    .gift = 您相信自己所做的，也能让别人信服
nakshatra-Uttara-Ashadha = 斗宿
    .gift = 您的成功来得晚却牢靠，因为您始终公正
nakshatra-Shravana = 女宿
    .gift = 您善于倾听，从听到的一切中学习
nakshatra-Dhanishta = 虚宿
    .gift = 您有节奏感，也乐于分享所得
nakshatra-Shatabhisha = 危宿
    .gift = 您独自追寻真相，懂得保守分寸
nakshatra-Purva-Bhadrapada = 室宿
    .gift = 您会为理想燃烧，对自己要求很高
nakshatra-Uttara-Bhadrapada = 壁宿
    .gift = 您深沉而平静，别人愿意向您倾诉
nakshatra-Revati = 奎宿
    .gift = 您会陪伴他人平安走到

# 宫位：它所主的事，以及所说的宫主落在其中意味着什么。
house-1 = 自我与做事的开端
    .so = 因此许多事要由您自己主动开始
house-2 = 财物、言语与您所珍视的
    .so = 因此这件事与您的财物和言语相连
house-3 = 勇气、技能与日常往来
    .so = 因此这件事靠练习、勇气和小步前进而成长
house-4 = 家、根基与内心的安宁
    .so = 因此这件事需要家中安静的根基
house-5 = 创造、学习与子女
    .so = 因此这件事靠想法和您乐在其中的事而兴旺
house-6 = 日常职责、服务与面对阻碍的方式
    .so = 因此这件事要靠每天的努力和正视阻碍来赢得
house-7 = 伴侣关系与您面对的人
    .so = 因此他人，尤其是其中一位，在这件事里有重要的位置
house-8 = 深层的变化与和他人共有的事物
    .so = 因此这件事会经历深的转折，靠耐心而得益
house-9 = 指引、信念与福气
    .so = 因此老师、远行和信念会支撑这件事
house-10 = 工作、使命与社会地位
    .so = 因此这件事要化为看得见的成果
house-11 = 收获、朋友与愿望
    .so = 因此朋友和更广的圈子会为您开门
house-12 = 休息、远方与放下
    .so = 因此这件事有一部分会在看不见的地方、在安静处或远方成熟

# 宫主在其星座中的状态。
dignity-exalted = 处于旺位
dignity-own = 处于本位
dignity-friendly = 处于友位
dignity-neutral = 处于平位
dignity-hostile = 处于不太相合的位置
dignity-debilitated = 处于落陷之位

# 主题：句中的称呼、回答的开头，以及三条建议。
theme-career = 您的工作
    .opening = { $strength ->
        [supported] 您的星盘对事业颇为有利：您在工作中{ $way }，所开始的事会得到支持。
        [steady] 在工作中，您{ $way }，星盘也留给您许多自己塑造的余地。
       *[demanding] 您的星盘要求您在事业上有韧性：您在工作中{ $way }，来得慢的也会更牢固。
    }
    .first = 这个月选一件您希望因它而被人知道的事，每天先给它一个小时，再做别的。
    .second = 请教一位您敬重其工作的人：换作是他，下一步会怎么做。
    .third = 写下哪些任务给您力量，哪些只是填满一天，然后调整其中一项。
theme-wealth = 您的财务
    .opening = { $strength ->
        [supported] 您的星盘对财务颇为有利：您在钱的事上{ $way }，积累起来的能站得住。
        [steady] 在钱的事上，您{ $way }，星盘既没有显示天降之财，也没有显示紧锁的门。
       *[demanding] 您的星盘要求您在钱的事上沉得住气：您{ $way }，条理比运气更有用。
    }
    .first = 一次看清三个月的收入和支出，只决定一项改变。
    .second = 下一笔大开支之前先过三个晚上，问问它到底为了什么。
    .third = 说出一项别人愿意为之多付钱的技能，并定期在上面花时间。
theme-relationship = 您的感情生活
    .opening = { $strength ->
        [supported] 您的星盘在伴侣关系上透着暖意：您与人相处时{ $way }，亲近在您这里有好的土壤。
        [steady] 在感情中，您与人相处时{ $way }，许多事要看两个人怎样去做。
       *[demanding] 您的星盘要求您在感情中有耐心：您与人相处时{ $way }，慢慢长成的信任会支撑您。
    }
    .first = 告诉您心里想的那个人，您欣赏对方的哪一点，不求任何回报。
    .second = 问问自己在亲近中需要什么，用一句简单的话说出来。
    .third = 每周留出一个不匆忙的晚上，先倾听，再给建议。
theme-family = 您的家庭
    .opening = { $strength ->
        [supported] 您的星盘在家庭上给您稳固的根基：您与家人相处时{ $way }，家是您的源泉。
        [steady] 您与家人相处时{ $way }，彼此多近，星盘交由您来决定。
       *[demanding] 您的星盘显示家庭对您要求不少：您与家人相处时{ $way }，和睦要靠小步走来。
    }
    .first = 在一件小事上先走一步，打个电话或一起吃顿饭，旧账就让它过去。
    .second = 早一些、温和地说出您的界限在哪里，让亲近不成为负担。
    .third = 请家中一位长辈讲一个您还没听过的故事。
theme-children = 您与孩子的生活
    .opening = { $strength ->
        [supported] 您的星盘说到与孩子相处的喜悦：您陪伴孩子时{ $way }，这让他们有所依靠。
        [steady] 您陪伴孩子时{ $way }，星盘给双方都留下成长的余地。
       *[demanding] 您的星盘要求您对孩子多一份平静：您陪伴孩子时{ $way }，耐心重复的会留在他们心里。
    }
    .first = 给每个孩子一点只属于自己的时间，由孩子来选做什么。
    .second = 多夸努力，少夸结果，看看孩子会自己回到什么事情上。
    .third = 保留一个每天不变的小仪式，无论别的怎样变化。
theme-study = 您的学业
    .opening = { $strength ->
        [supported] 您的星盘对学习颇为有利：您学习时{ $way }，理解了的会留在您心里。
        [steady] 您学习时{ $way }，星盘会回报您反复回到的内容。
       *[demanding] 您的星盘要求您在学习上走更长的路：您学习时{ $way }，自己弄懂的才永远属于您。
    }
    .first = 每天在同一时间短时学习，并把学到的讲出来。
    .second = 现在就定下下一次小测验的日期，好有个努力的方向。
    .third = 找一个人一起学：教给别人的会留在您心里。
theme-time = 您此刻的人生阶段
    .opening = 在这个阶段，您{ $way }。
    .first = 用一页纸写下您希望这段时期带来什么，每月看一次。
    .second = 先完成一件属于过去的事，再开始下一件。
    .third = 小步计划，留有余地：时期给日子添上颜色，掌舵的仍是您。
theme-general = 您的道路
    .opening = { $strength ->
        [supported] 您的上升星座是{ $sign }，面对世界时{ $way }，星盘给您稳固的立足点。
        [steady] 您的上升星座是{ $sign }，面对世界时{ $way }，在尝试中找到自己的位置。
       *[demanding] 您的上升星座是{ $sign }，面对世界时{ $way }，并因不容易的事而成长。
    }
    .first = 拿出最先提到的那份天赋，这一周每天有意用一次。
    .second = 写一个月的简短日记，看看其中哪些与您相符。
    .third = 问一位朋友在您身上看到了哪些特点：答案往往就是更好的星盘。

# 回答的句子。
reading-house = 第{ $house }宫
reading-place = { $retrograde ->
    [yes] 逆行于{ $sign }，落在您的{ reading-house }
   *[no] 位于{ $sign }，落在您的{ reading-house }
}
reading-month = { $year }年{ $month }月
reading-again = { $strength ->
    [supported] 让我们再看一次{ $matter }，这次从您的{ reading-house }来看：您在那里{ $way }，所开始的事会得到支持。
    [steady] 让我们再看一次{ $matter }，这次从您的{ reading-house }来看：您在那里{ $way }，有许多自己的空间。
   *[demanding] 让我们再看一次{ $matter }，这次从您的{ reading-house }来看：您在那里{ $way }，韧性会有回报。
}
reading-occupant = { $your }{ $place }，此宫掌管{ $area }：{ $there }。
reading-karaka = { $the }天然象征此事，{ $place }，{ $dignity }，把它引向{ $area }。
reading-lord = 您的{ reading-house }宫主{ $the }{ $place }，{ $dignity }，{ $so }。
reading-house-lord = 您的{ reading-house }掌管{ $area }，落在{ $sign }，宫主{ $the }{ $place }，{ $dignity }，{ $so }。
reading-lord-home = { $the }是您的{ reading-house }宫主，又正落在此宫，因此人生的这一部分靠自身的力量站立。
reading-moon = { $your }{ $place }，在月宿{ $mansion }：{ $gift }。
reading-dasha = { $same ->
    [yes] 到{ $until }为止，{ $maha }大运正处在它自己的第一段，{ $mood }。
   *[no] 到{ $until }为止，您处在{ $maha }大运中的{ $antar }小运，{ $mood }。
}
reading-tie = { $tie ->
    [rules] 小运之主也是您的{ reading-house }宫主，因此这段时间直接回应您的问题。
    [occupies] 小运之主在您出生时就落在您的{ reading-house }，因此这段时间让此事更靠近您。
    [signifies] 小运之主天然象征此事，因此这段时间与您的问题相通。
    [aspects] 小运之主从出生时的位置照见您的{ reading-house }，因此您在那里所做的如今会被注意到。
   *[none] 小运之主与您的{ reading-house }没有直接关系，因此在这里您自己的脚步比时机更要紧。
}
reading-when-now = { $tie ->
    [rules] 说到时间，传统指向现在：{ $the }是您的{ reading-house }宫主，它的小运持续到{ $until }。
    [occupies] 说到时间，传统指向现在：{ $the }落在您的{ reading-house }，它的小运持续到{ $until }。
   *[signifies] 说到时间，传统指向现在：{ $the }天然象征此事，它的小运持续到{ $until }。
}
reading-when-later = { $tie ->
    [rules] 说到时间，传统指向从{ $from }到{ $until }的{ $of }小运，因为{ $the }是您的{ reading-house }宫主。
    [occupies] 说到时间，传统指向从{ $from }到{ $until }的{ $of }小运，因为{ $the }落在您的{ reading-house }。
   *[signifies] 说到时间，传统指向从{ $from }到{ $until }的{ $of }小运，因为{ $the }天然象征此事。
}
reading-time-now = { $same ->
    [yes] 您正处在{ $maha }大运，它持续到{ $whole }，到{ $until }为止是它自己的第一段。
   *[no] 您正处在{ $maha }大运，它持续到{ $whole }，其中的{ $antar }小运持续到{ $until }。
}
reading-time-place = 在您的星盘中，{ $the }{ $place }，因此它的时期偏重{ $area }。
reading-time-mood = 眼下的月份带着{ $of }的色彩：{ $mood }。
reading-time-inner = 在现在的时期之中，更短的一段由{ $the }主管，持续到{ $until }，{ $mood }。
reading-time-next = 从{ $from }起接着是{ $of }小运，{ $mood }。
reading-mark = 以上由内置的吠陀传统解读组成，供您思考，并非预测。

# 不向星盘询问的事。
refused-danger = 听到您这样难受，我很抱歉。星盘在这里帮不上忙，但有人可以，您不必独自承受这一切。
refused-death = 生命有多长、怎样结束，我不从星盘里看，也不该有人这样看。如果您的问题背后是担忧或哀伤，您信任的人、医生或心理咨询师更能帮到您。您可以问我怎样用好这段时间：工作、感情、家庭，或现在所行的时期。
refused-pregnancy = 孩子会不会来、何时来、怎样来，我不从星盘里看；医生或助产士可以告诉您已知的情况。您可以问我与家人的生活、伴侣关系、工作，或现在所行的时期。
refused-health = 关于疾病、治疗和身体，我不从星盘里下结论：请咨询医生，紧急时请拨打当地的紧急电话。您可以问我工作、感情、家庭、学业，或现在所行的时期。
refused-wager = 星盘不知道中奖号码，也不知道价格，我不希望您为此押上钱。您可以问我怎样打理财务、工作，或现在所行的时期。
refused-verdict = 法庭怎样裁决取决于事实和法律，律师能告诉您的比星盘多。您可以问我工作、感情、家庭，或现在所行的时期。
