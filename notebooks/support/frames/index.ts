export { frameOf, frameValues, type Frame, type FrameColumn, type FrameGroups } from "./frame";
export { frameScore } from "./frame-score";
export { customersFrame, interactionsFrame, ratingsFrame } from "./record-frames";
