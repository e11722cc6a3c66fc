export { people as samplePeople } from "./people";
export { randomFrom } from "../numbers/random-from";
export { sampleTeam, type SampleWords } from "./sample-team";
