package kr.maeul.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A wire to a server that can freeze, as when its host is gone without a word, and be cut, as when
 * it stops. Safe for use by several threads.
 */
public final class Wire implements AutoCloseable {
  private final InetSocketAddress to;
  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch frozen = new CountDownLatch(0);
  private volatile boolean isDown;

  public Wire(InetSocketAddress to) throws IOException {
    this.to = to;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it begins. */
  public String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** Nothing goes through any more, and nobody is told. */
  public void freeze() {
    frozen = new CountDownLatch(1);
  }

  /** What was held back goes through. */
  public void thaw() {
    frozen.countDown();
  }

  /** Ends all that is connected. */
  public void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Ends all that is connected, and takes no more. */
  public void down() throws IOException {
    isDown = true;
    cut();
  }

  public void up() {
    isDown = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket in = door.accept();
        if (isDown) {
          in.close();
          continue;
        }
        Socket out;
        try {
          out = new Socket(to.getAddress(), to.getPort());
        } catch (IOException e) {
          in.close(); // nobody is there, and nobody waits for what will not come
          continue;
        }
        sockets.add(in);
        sockets.add(out);
        start(() -> forward(in, out));
        start(() -> forward(out, in));
      } catch (IOException e) {
        // The next one may do, or the door was closed.
      }
    }
  }

  private void forward(Socket from, Socket into) {
    byte[] buffer = new byte[8192];
    try (from;
        into) {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        frozen.await();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One of the two has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(into);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    thaw();
    cut();
  }
}
