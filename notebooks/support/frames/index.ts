export { frameOf, frameValues, type Frame, type FrameColumn } from "./frame";
export { frameScore } from "./frame-score";
export { customersFrame, interactionsFrame, ratingsFrame } from "./record-frames";
