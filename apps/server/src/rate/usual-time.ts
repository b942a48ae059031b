/** How long calls usually take, and how much more than that one took: smoothed, with its deviation. */
export class UsualTime {
  private mean = 0;
  private deviation = 0;
  private count = 0;

  /** @returns milliseconds beyond what is usual; 0 while that is not known */
  lateness(tookMs: number): number {
    const usual = this.mean + this.deviation + 10;
    const late = this.count >= 5 && tookMs > usual ? tookMs - this.mean : 0;
    if (this.count === 0) [this.mean, this.deviation] = [tookMs, tookMs / 2];
    else {
      this.deviation += (Math.abs(tookMs - this.mean) - this.deviation) / 4;
      this.mean += (tookMs - this.mean) / 8;
    }
    this.count += 1;
    return late;
  }
}
