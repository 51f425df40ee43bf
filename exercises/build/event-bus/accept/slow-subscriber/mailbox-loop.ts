// An endless loop for each subscription, which sleeps on a promise.
type Subscriber = (event: unknown) => Promise<void>;
interface Options {
  buffer: number;
  overflow: 'drop-oldest' | 'drop-newest' | 'disconnect';
}

export function createBus(options: Options) {
  const mailboxes: { topic: string; put(event: unknown): void }[] = [];
  let lost = 0;
  return {
    subscribe(topic: string, fn: Subscriber) {
      const box: unknown[] = [];
      let wake: (() => void) | undefined;
      let isOpen = true;
      let isIdle = true;
      const end = () => {
        isOpen = false;
        box.length = 0;
        wake?.();
      };
      const put = (event: unknown) => {
        if (!isOpen) return;
        if (isIdle) {
          isIdle = false;
          box.push(event);
          wake?.();
        } else if (box.length < options.buffer) box.push(event);
        else if (options.overflow === 'disconnect') end();
        else {
          lost += 1;
          if (options.overflow === 'drop-oldest') {
            box.shift();
            box.push(event);
          }
        }
      };
      async function loop() {
        while (isOpen) {
          if (box.length === 0) {
            isIdle = true;
            await new Promise<void>((resolve) => (wake = resolve));
            continue;
          }
          await fn(box.shift());
        }
      }
      mailboxes.unshift({ topic, put });
      void loop();
      return end;
    },
    publish(topic: string, event: unknown) {
      for (const one of mailboxes) if (one.topic === topic) one.put(event);
    },
    stats: () => ({ dropped: lost }),
  };
}
