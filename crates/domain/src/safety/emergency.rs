//! x
/// x
#[derive(Debug)]
pub struct EmergencyNumbers;
