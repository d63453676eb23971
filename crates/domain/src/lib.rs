//! What is true everywhere: the things a family keeps, and the rules that always hold.
//!
//! Pure: nothing here knows HTTP, GraphQL, SQL, a clock or a serialisation format.

mod access;
mod account;
mod activity;
mod appointment;
pub mod astrology;
mod birth;
mod birth_details;
mod calendar;
mod change;
mod child;
pub mod command;
mod consent;
mod conversation;
mod day;
mod disguise;
mod error;
mod family;
mod growth;
mod ids;
mod insight;
mod invitation;
mod letter;
mod lexicon;
mod mailed_token;
mod measure;
mod milestone;
mod notification;
mod one_time_code;
mod photo;
mod points;
mod reminder;
mod report;
mod rhythm;
pub mod safety;
mod session;
mod setup;
mod summary;
mod text;
mod timer;
mod trend;
mod word;

pub use access::{
    Access, Actor, AddChildren, EditChildren, LogActivities, Manage, May, Member, Membership,
    Permission, Permissions, Role, ViewReports,
};
pub use account::{
    About, Account, Email, Locale, Name, Password, Preferences, Profile, Subscription, Tier,
    Visibility,
};
pub use activity::{
    Activity, Amount, BreastSide, Details, Diaper, DiaperColor, DiaperConsistency, DiaperContents,
    Feeding, FeedingMethod, FoodType, Growth, Kind, Medication, Milestone, Mood, NewActivity,
    Pumping, Sides, Sleep, SleepKind, SleepPlace, SleepQuality, TemperatureReading,
    TemperatureSite,
};
pub use appointment::{Appointment, NewAppointment};
pub use birth::Birth;
pub use birth_details::{BirthDetails, MaritalStatus, Person};
pub use calendar::{Occasion, OccasionKind, upcoming};
pub use change::{Change, Entity, Event, Op, Subject};
pub use child::{Child, ChildProfile, Gender, Pediatrician, Stage};
pub use consent::{Attestation, Consent};
pub use conversation::{
    Answer, Beside, Conversation, ConversationKind, Engine, Exchange, Message, Sender, Topic,
    question,
};
pub use day::{Day, FamilyClock, date};
pub use disguise::Disguise;
pub use error::{Error, Fault, Flaw, Form, Lack, Limit, Need, Part, Reason, Result, SignIn, Thing};
pub use family::{Family, FamilyLimits, FamilyState, ShareCode};
pub use growth::{
    Age, AgeBasis, Assessed, Assessment, Chart, Curve, GrowthAssessment, Indicator, Lms, Measure,
    Measuring, NoPercentile, PERCENTILES, Peers, Point, Position, Sex, Stature, percentile,
    z_score,
};
pub use ids::{
    AccountId, ActivityId, AppointmentId, BirthDetailsId, ChildId, ConversationId, FamilyId,
    InsightId, InvitationId, MessageId, Names, NotificationId, SessionId, TimerId,
};
pub use insight::{Bound, Evidence, Fate, Finding, Found, Insight, InsightKind, Priority, Review};
pub use invitation::{Invitation, NewInvitation};
pub use letter::{Letter, SecurityEvent};
pub use mailed_token::TokenUse;
pub use measure::{
    BodyMassIndex, BodyMassUnit, Imperial, Length, LengthUnit, Measurement, Quantity, System,
    Temperature, TemperatureUnit, Unit, Volume, VolumeUnit, Weight, WeightUnit,
};
pub use milestone::{Area, Attainment, Skill, Source};
pub use notification::{
    Notice, NoticeKind, Notification, NotificationSettings, Reached, time_of_day,
};
pub use one_time_code::OneTimeCode;
pub use photo::PhotoSize;
pub use points::{Level, Points};
pub use reminder::next_reminder;
pub use report::{Dates, FeedingTrends, SleepPatterns, WeeklyReport};
pub use rhythm::{
    Basis, Claim, Errors, GrowthSpurt, Habit, Life, Patterns, Prediction, Predictions, Progress,
    Rhythm, Score, Sign, Target, Way, Why, backtest, preferred_side, usual_unit,
};
pub use session::{Device, DeviceId, Platform, RefreshState, Session, Verdict};
pub use setup::{Partner, Plan, Setup};
pub use summary::{DaySummary, DiaperDay, Entry, FeedingDay, SleepDay, SleepStatus};
pub use text::{line, plain, prose};
pub use timer::{Lap, NewTimer, Timer, TimerState};
pub use trend::Direction;
pub use word::Word;
