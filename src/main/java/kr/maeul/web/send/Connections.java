package kr.maeul.web.send;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The connections of the HTTP server below. Stateless. */
public final class Connections {
  private Connections() {}

  /** The one over which a request came. */
  public static EndPoint of(HttpServletRequest request) {
    return ServletContextRequest.getServletContextRequest(request)
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  /** Ends the one under an answer that cannot be finished. */
  public static void cutOff(HttpServletRequest request) {
    of(request).close();
  }
}
