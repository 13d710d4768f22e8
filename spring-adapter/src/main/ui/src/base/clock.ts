/** The server's time, so that a wrong clock of the browser shows no wrong deadline. */
let ahead = 0;

export const clock = {
  now(): number {
    return Date.now() + ahead;
  },
  /** Called with the `now` of every answer. */
  synchronize(serverNow: string): void {
    const at = Date.parse(serverNow);
    if (!Number.isNaN(at)) {
      ahead = at - Date.now();
    }
  }
};
