import { install } from "./api";

install();
