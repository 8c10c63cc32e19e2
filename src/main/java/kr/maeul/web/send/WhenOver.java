package kr.maeul.web.send;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Hears that an answer without a thread is over, however it came to that. Stateless. */
public final class WhenOver implements AsyncListener {
  private final Runnable then;

  /**
   * @param then may be run more than once
   */
  public WhenOver(Runnable then) {
    this.then = then;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onError(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Starts once.
  }
}
