//! How texts are cut into words: reduced to their stems, without those that every sentence has; Chinese into characters and
//! pairs of them.

use domain::plain;
use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing of what a question is about.
const ENGLISH: &str = "a about all also am an and any are as at baby babys be because been but by can child could did do does dont \
    every for from get gets got had has have he her him his how i if in is isnt it its just kid let like m made make me mo month \
    months my no not now of old on only or our out s she should so some t than that the their them then there they this to too \
    up us ve was we week weeks were what when where which who why will with would year years you your";
const SPANISH: &str = "a ahora al algo ano anos antes aun bebe cada como con creo cuando cual cuanto cuanta cuantas cuantos da de del \
    desde donde dos el ella en es esa ese eso esta estan estar este esto estoy ha hace hacer hago hay he hija hijo la las le les lo \
    los mas me mes meses mi mis mucho muy nada ni nina nino no nos o para pero poco por porque puede pueden puedo que quiere se sea \
    semana semanas ser si sin sobre solo son su sus tan tanto te tengo tiene tu un una uno unos ya y yo";
const FRENCH: &str = "a ai alors an ans apres as au aux avec bebe c ca ce ces cet cette comme comment d dans de depuis des dois doit du \
    elle en enfant encore est et etre fait faire faut fille fils il ils j je l la le les leur lui m ma mais me mes moi mois mon n ne ni \
    non nos notre nous on ou par pas peu peut peux plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se \
    semaine semaines ses si son sont sur t ta te tes toi ton tous tout tres trop tu un une va vos votre vous y";
const PORTUGUESE: &str = "a agora ainda ano anos ao aos apos as assim ate bebe com como crianca da das de dela dele depois do dos e ela \
    ele eles em entao entre era essa esse esta estao estar este estou eu faco faz fazer filha filho foi ha isso isto ja la lhe mais mas \
    me mes meses meu meus minha muito na nao nas nem no nos o os ou para pela pelo pode podem por porque posso pra pro qual quando \
    quantas quanto quantos que quem quer se sem semana semanas ser seu seus so sua sao tao tem tenho ter tudo um uma vai voce";
/// Characters that questions are made of.
const CHINESE: &str = "宝 孩 子 我 的 了 吗 呢 吧 啊 是 在 有 不 会 能 要 就 都 也 还 怎 么 办 什 多 少 几 个 月 大 岁 她 他 你 们 这 那 一 \
    两 很 太 为 到 说 看 给 让 把";

/// How a language's texts are cut into words.
pub(super) struct Words {
    /// Absent where words are not parted by spaces.
    stemmer: Option<Stemmer>,
    silent: Vec<&'static str>,
}

impl Words {
    pub(super) fn of(locale: &str) -> Self {
        let (algorithm, silent) = match locale {
            "en-US" => (Some(Algorithm::English), ENGLISH),
            "es-ES" => (Some(Algorithm::Spanish), SPANISH),
            "fr-FR" => (Some(Algorithm::French), FRENCH),
            "pt-BR" => (Some(Algorithm::Portuguese), PORTUGUESE),
            _ => (None, CHINESE),
        };
        Self {
            stemmer: algorithm.map(Stemmer::create),
            silent: silent.split_whitespace().collect(),
        }
    }

    /// The words of a text, in its order.
    pub(super) fn read(&self, text: &str) -> Vec<String> {
        let text = plain(text);
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let speaks = |word: &&str| !self.silent.contains(word);
        if let Some(stemmer) = &self.stemmer {
            return words.filter(speaks).map(|word| stemmer.stem(word).into_owned()).collect();
        }
        // Of two characters that say nothing, the pair says no more.
        let is_silent = |letter: char| !speaks(&&*letter.encode_utf8(&mut [0; 4]));
        let speaks = |piece: &String| !piece.chars().all(is_silent);
        words.flat_map(pieces).filter(speaks).collect()
    }
}

/// Each character, and each two that follow one another, as Chinese words mostly have two; other writing stays whole.
fn pieces(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return vec![text.to_owned()];
    }
    let characters: Vec<char> = text.chars().collect();
    let pairs = characters.windows(2).map(|pair| pair.iter().collect());
    characters.iter().map(char::to_string).chain(pairs).collect()
}

/// Whether two words differ by one slip: a letter too many, another letter, or two that changed places.
pub(super) fn one_slip(one: &str, other: &str) -> bool {
    let (mut one, mut other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    if one.len() > other.len() {
        std::mem::swap(&mut one, &mut other);
    }
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([first, second, rest @ ..], [next, before, end @ ..])
            if (first, second) == (before, next) && rest == end =>
        {
            true
        }
        ([_, rest @ ..], [_, end @ ..]) if one.len() == other.len() => rest == end,
        (rest, [_, end @ ..]) => rest == end,
        (_, []) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stems_and_pairs_without_those_that_say_nothing() {
        let read = |locale, text| Words::of(locale).read(text);
        assert_eq!(read("en-US", "Why is she waking at nights?"), ["wake", "night"]);
        assert_eq!(read("fr-FR", "Les couches mouillées"), read("fr-FR", "couche mouillee"));
        assert_eq!(read("zh-CN", "宝宝夜醒 RSV"), ["夜", "醒", "宝夜", "夜醒", "rsv"]);
    }

    #[test]
    fn a_slip_is_one_letter() {
        for (one, other) in [
            ("agian", "again"),
            ("nitghtime", "nightime"),
            ("fevr", "fever"),
            ("sleap", "sleep"),
            ("nap", "nap"),
        ] {
            assert!(one_slip(one, other) && one_slip(other, one), "{one} {other}");
        }
        for (one, other) in
            [("fever", "never ever"), ("sleep", "slope"), ("nap", "pan"), ("", "ab")]
        {
            assert!(!one_slip(one, other) && !one_slip(other, one), "{one} {other}");
        }
    }
}
