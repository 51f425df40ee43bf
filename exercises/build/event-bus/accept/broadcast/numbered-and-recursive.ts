// Numbered subscriptions, and a recursion that lets the first error through.
type Subscriber = (event: unknown) => void;

export const createBus = () => {
  let next = 0;
  let rest = new Map<number, [topic: string, fn: Subscriber]>();
  const callAll = (fns: Subscriber[], event: unknown): void => {
    const [fn, ...others] = fns;
    if (fn === undefined) return;
    let isFailed = true;
    try {
      fn(event);
      isFailed = false;
    } finally {
      if (isFailed) {
        try {
          callAll(others, event);
        } catch {
          // The first error goes out.
        }
      }
    }
    callAll(others, event);
  };
  return {
    subscribe(topic: string, fn: Subscriber): () => void {
      const id = (next += 1);
      rest.set(id, [topic, fn]);
      return () => {
        rest = new Map([...rest].filter(([key]) => key !== id));
      };
    },
    publish(topic: string, event: unknown): void {
      callAll(
        [...rest.values()].filter(([name]) => name === topic).map(([, fn]) => fn),
        event,
      );
    },
  };
};
