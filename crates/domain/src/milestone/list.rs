//! The checklists: what stands on them, by age in months and area, in their order.

use super::{Area, Skill};

/// Declares the skills of each age and area.
macro_rules! checklists {
    ($($months:literal { $($area:ident: $($id:literal)+;)+ })+) => {
        &[$($($(Skill { id: $id, months: $months, area: Area::$area },)+)+)+]
    };
}

/// All of them.
pub(super) const ALL: &[Skill] = checklists! {
    2 {
        Social: "calms-when-held" "looks-at-faces" "glad-when-you-come" "smiles-back";
        Language: "makes-sounds" "reacts-to-loud-sounds";
        Cognitive: "watches-you-move" "looks-at-toy";
        Movement: "holds-head-up-on-tummy" "moves-arms-and-legs" "opens-hands";
    }
    4 {
        Social: "smiles-for-attention" "chuckles" "seeks-attention";
        Language: "coos" "answers-with-sounds" "turns-to-voice";
        Cognitive: "opens-mouth-for-milk" "studies-hands";
        Movement: "steady-head" "holds-toy" "swings-at-toys" "hands-to-mouth" "props-on-forearms";
    }
    6 {
        Social: "knows-familiar-people" "likes-mirror" "laughs";
        Language: "takes-turns-with-sounds" "blows-raspberries" "squeals";
        Cognitive: "explores-by-mouth" "reaches-for-toys" "closes-lips-when-full";
        Movement: "rolls-over" "pushes-up-on-straight-arms" "leans-on-hands";
    }
    9 {
        Social: "shy-with-strangers" "shows-feelings-in-face" "responds-to-name"
            "reacts-to-leaving" "enjoys-peekaboo";
        Language: "babbles" "lifts-arms";
        Cognitive: "looks-for-dropped-things" "bangs-things-together";
        Movement: "gets-to-sitting" "passes-between-hands" "rakes-food" "sits-alone";
    }
    12 {
        Social: "plays-pat-a-cake";
        Language: "waves-goodbye" "names-a-parent" "understands-no";
        Cognitive: "puts-in-container" "finds-hidden-things";
        Movement: "pulls-to-stand" "cruises" "drinks-from-held-cup" "pincer-grasp";
    }
    15 {
        Social: "copies-children" "shows-liked-things" "claps" "hugs-toys" "shows-affection";
        Language: "says-first-words" "looks-at-named-things" "follows-gestured-requests"
            "points-to-ask";
        Cognitive: "uses-things-properly" "stacks-two";
        Movement: "takes-steps" "eats-some-with-fingers";
    }
    18 {
        Social: "explores-near-you" "points-to-show" "hands-out-to-wash" "looks-at-book"
            "helps-dressing";
        Language: "says-three-words" "follows-one-step";
        Cognitive: "copies-chores" "plays-simply-with-toys";
        Movement: "walks-alone" "scribbles" "drinks-from-cup" "eats-with-fingers" "tries-spoon"
            "climbs-on-furniture";
    }
    24 {
        Social: "notices-upset" "checks-your-face";
        Language: "points-in-books" "joins-two-words" "points-to-body-parts" "uses-more-gestures";
        Cognitive: "uses-both-hands" "tries-switches" "combines-toys";
        Movement: "kicks-ball" "runs" "walks-up-stairs" "eats-with-spoon";
    }
    30 {
        Social: "plays-beside-children" "shows-off" "follows-routines";
        Language: "says-fifty-words" "joins-words-with-action" "names-things-in-books"
            "says-i-or-me";
        Cognitive: "pretends-with-things" "solves-simple-problems" "follows-two-steps"
            "knows-a-color";
        Movement: "twists-things" "takes-clothes-off" "jumps" "turns-pages";
    }
    36 {
        Social: "calms-after-goodbye" "joins-other-children";
        Language: "converses" "asks-questions" "tells-actions-in-pictures" "says-own-name"
            "is-understood";
        Cognitive: "draws-circle" "avoids-hot-things";
        Movement: "strings-beads" "puts-clothes-on" "uses-fork";
    }
    48 {
        Social: "plays-pretend" "asks-for-playmates" "comforts-others" "avoids-danger"
            "likes-to-help" "fits-behavior-to-place";
        Language: "says-four-word-sentences" "knows-words-of-songs" "tells-about-the-day"
            "answers-simple-questions";
        Cognitive: "names-colors" "tells-what-comes-next" "draws-person";
        Movement: "catches-ball" "serves-food" "unbuttons" "holds-pencil";
    }
    60 {
        Social: "follows-game-rules" "performs" "does-chores";
        Language: "tells-a-story" "answers-about-a-story" "keeps-conversation-going" "rhymes";
        Cognitive: "counts-to-ten" "names-numbers" "uses-time-words" "pays-attention"
            "writes-letters" "names-letters";
        Movement: "buttons" "hops";
    }
};
