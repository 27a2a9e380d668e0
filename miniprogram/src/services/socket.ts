/** What a browser calls WebSocket, over Taro.connectSocket: as much of it as Centrifuge asks for. */
import Taro, { type SocketTask } from '@tarojs/taro';

type Listener<E> = ((event: E) => void) | null;

export class TaroWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;

  readyState: number = TaroWebSocket.CONNECTING;
  binaryType = 'blob';
  onopen: Listener<object> = null;
  onmessage: Listener<{ data: unknown }> = null;
  onerror: Listener<object> = null;
  onclose: Listener<{ code: number; reason: string }> = null;

  private task: SocketTask | undefined;
  /** Asked for before the task was there. */
  private closing: { code: number; reason: string } | undefined;

  constructor(url: string, protocols?: string | string[]) {
    const wanted = protocols === undefined ? {} : { protocols: [protocols].flat() };
    void Taro.connectSocket({ url, ...wanted, fail: () => this.failed() }).then(
      task => this.take(task),
      () => this.failed(),
    );
  }

  send(data: string | ArrayBuffer): void {
    this.task?.send({ data, fail: () => this.failed() });
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState >= TaroWebSocket.CLOSING) return;
    this.readyState = TaroWebSocket.CLOSING;
    if (this.task) this.task.close({ code, reason });
    else this.closing = { code, reason };
  }

  private take(task: SocketTask): void {
    this.task = task;
    task.onOpen(() => {
      if (this.readyState !== TaroWebSocket.CONNECTING) return;
      this.readyState = TaroWebSocket.OPEN;
      this.onopen?.({});
    });
    task.onMessage(({ data }) => this.onmessage?.({ data }));
    task.onError(() => this.onerror?.({}));
    task.onClose(({ code, reason }) => this.closed(code ?? 1006, reason ?? ''));
    if (this.closing) task.close(this.closing);
  }

  private failed(): void {
    if (this.readyState === TaroWebSocket.CLOSED) return;
    this.onerror?.({});
    this.closed(1006, '');
  }

  private closed(code: number, reason: string): void {
    if (this.readyState === TaroWebSocket.CLOSED) return;
    this.readyState = TaroWebSocket.CLOSED;
    this.onclose?.({ code, reason });
  }
}
