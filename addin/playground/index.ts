import "./playground.css";
import "@univerjs/preset-sheets-core/lib/index.css";
import { startPlayground } from "./start";

void startPlayground(document.getElementById("playground") as HTMLElement);
