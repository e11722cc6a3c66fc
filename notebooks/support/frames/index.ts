export { frameOf, frameValues, type Frame, type FrameColumn } from "./frame";
export { customersFrame, interactionsFrame, ratingsFrame } from "./record-frames";
