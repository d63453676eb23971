//! A sample family that lives: a month of believable history, then something new now and then.

mod life;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use self::life::{Happened, born};
use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::{
    Access, Actor, Birth, ChildId, ChildProfile, Email, Error, FamilyClock, FamilyId, Gender,
    Locale, Name, NewActivity, NewAppointment, NewInvitation, Password, Profile, Result, Role,
    Thing,
};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use crate::{
    App,
    usecases::{
        accounts::{self, Registration},
        activities, appointments,
        children::{self, NewChild},
        families,
        idempotency::Outcome,
        invitations, sessions,
    },
};

const PASSWORD: &str = "a-month-of-naps";
const PARENTS: [(&str, &str); 2] =
    [("jane@example.com", "Jane Doe"), ("john@example.com", "John Doe")];
const DAYS: i64 = 30;
const ZONE: Tz = Tz::America__New_York;
/// How often something new happens.
const NEWS: Duration = Duration::from_secs(20);

/// The family.
pub(crate) struct Family {
    id: FamilyId,
    child: ChildId,
    parents: [Actor; 2],
    token: String,
}

impl Family {
    /// The family of this database; it is made the first time.
    pub(crate) async fn ready(app: &App) -> Result<Self> {
        let mut parents = Vec::new();
        let mut token = String::new();
        for (email, name) in PARENTS {
            let (actor, access) = sign_in(app, email, name).await?;
            parents.push(actor);
            token = access;
        }
        let [jane, john]: [Actor; 2] =
            parents.try_into().map_err(|_| Error::internal("a family has two parents"))?;
        let id = jane.families().next().ok_or(Error::NotFound(Thing::Family))?;
        let known = children::list(app, &jane, id).await?.into_iter().next();
        if let Some(child) = known {
            return Ok(Self { id, child: child.id, parents: [jane, john], token });
        }
        let john = join(app, &jane, &john, id).await?;
        let child = add_emma(app, &jane, id).await?;
        let family = Self { id, child, parents: [jane, john], token };
        family.remember_the_month(app).await?;
        family.plan_the_week(app).await?;
        Ok(family)
    }

    /// What a visitor needs.
    pub(crate) fn how_to_sign_in(&self, address: SocketAddr) -> String {
        let (jane, john) = (PARENTS[0].0, PARENTS[1].0);
        format!(
            "\nThe Doe family is at home. Sign in as {jane} or {john} with the password {PASSWORD}:\n\n  \
             curl -s http://{address}/api/v1/auth/login -H 'Content-Type: application/json' \\\n    \
             -d '{{\"email\":\"{jane}\",\"password\":\"{PASSWORD}\"}}'\n\n\
             Family {}, child {}.\nGraphiQL http://{address}/graphql, Swagger UI http://{address}/docs/, \
             ReDoc http://{address}/redoc\nA token for an hour: {}\n",
            self.id, self.child, self.token,
        )
    }

    /// Logs something that could just have happened, now and then, for ever.
    pub(crate) async fn live(self, app: Arc<App>) {
        let mut rng = StdRng::seed_from_u64(rand::random());
        loop {
            tokio::time::sleep(NEWS).await;
            let event = life::news(&mut rng, app.now());
            if let Err(error) = self.log(&app, &mut rng, event).await {
                tracing::warn!(%error, "the sample family could not log");
            }
        }
    }

    async fn remember_the_month(&self, app: &App) -> Result<()> {
        let mut rng = StdRng::seed_from_u64(2026);
        let clock = FamilyClock { zone: ZONE, day_start_minutes: 0 };
        let now = app.now();
        let today = clock.date(now);
        for day in (0..=DAYS).rev() {
            let date = today - TimeDelta::days(day);
            let events = life::a_day(&mut rng, clock, date, today);
            for event in events {
                if event.start + TimeDelta::minutes(event.minutes) <= now {
                    self.log(app, &mut rng, event).await?;
                }
            }
        }
        Ok(())
    }

    async fn plan_the_week(&self, app: &App) -> Result<()> {
        let clock = FamilyClock { zone: ZONE, day_start_minutes: 0 };
        let date = clock.date(app.now()) + TimeDelta::days(5);
        let swimming = NewAppointment {
            id: None,
            child: self.child,
            title: "Baby swimming".into(),
            at: clock.day(date).start + TimeDelta::hours(10),
            minutes: Some(45),
            place: Some("Lakeside pool".into()),
            notes: None,
        };
        appointments::make(app, &self.parents[0], swimming, None).await?;
        Ok(())
    }

    async fn log(&self, app: &App, rng: &mut StdRng, event: Happened) -> Result<()> {
        let parent = &self.parents[usize::from(rng.random_bool(0.4))];
        let end = (event.minutes > 0).then(|| event.start + TimeDelta::minutes(event.minutes));
        let activity = NewActivity {
            id: None,
            child: self.child,
            start: event.start,
            end,
            paused: TimeDelta::zero(),
            details: event.details,
            notes: None,
            mood: None,
        };
        activities::log(app, parent, activity, None).await?;
        Ok(())
    }
}

/// Signs a parent in, whose account is made the first time.
async fn sign_in(app: &App, email: &str, name: &str) -> Result<(Actor, String)> {
    let address = Email::new(email)?;
    let token = match sessions::login(app, &address, PASSWORD, None).await {
        Ok(signed_in) => signed_in.tokens.access,
        Err(Error::Unauthenticated(_)) => {
            let profile = Profile::new(address, Name::new("name", name)?, Locale::EnUs, ZONE);
            let password = Password::new(PASSWORD)?;
            let new = Registration { profile, password, device: None, founds_family: true };
            match accounts::register(app, new, None).await? {
                Outcome::Done(it) | Outcome::Existing(it) => it.tokens.access,
                Outcome::Repeated(_) => return Err(Error::internal("nothing was repeated")),
            }
        }
        Err(error) => return Err(error),
    };
    Ok((sessions::authenticate(app, &token, None).await?.actor, token))
}

/// Brings the second parent into the family of the first.
async fn join(app: &App, jane: &Actor, john: &Actor, family: FamilyId) -> Result<Actor> {
    let invitation = NewInvitation {
        access: Access::default(),
        id: None,
        email: Email::new(PARENTS[1].0)?,
        role: Role::Parent,
        permissions: None,
        message: Some("Your half of the nights.".into()),
    };
    if let Outcome::Done(invitation) =
        invitations::invite(app, jane, Some(family), invitation, None).await?
    {
        invitations::join(app, john, &invitation.code, None).await?;
    }
    sessions::again(app, john).await
}

async fn add_emma(app: &App, jane: &Actor, family: FamilyId) -> Result<ChildId> {
    let (_, home) = families::get(app, jane, family).await?;
    let today = home.clock.date(app.now());
    let profile = ChildProfile {
        name: "Emma".into(),
        birth: Birth { date: born(today), due: None },
        gender: Gender::Female,
        blood_type: Some("O+".into()),
        allergies: vec![],
        medical_conditions: vec!["eczema".into()],
        pediatrician: None,
    };
    let new = NewChild { family, id: None, profile, photo: None, consent: None };
    match children::add(app, jane, new, None).await? {
        Outcome::Done(added) | Outcome::Existing(added) => Ok(added.child.id),
        Outcome::Repeated(_) => Err(Error::internal("nothing was repeated")),
    }
}
