package kr.maeul.db.pool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import kr.maeul.config.Settings;

/** How connections to PostgreSQL are made. Stateless. */
public final class Driver {
  private static final int CONNECT_SECONDS = 2;
  private static final int LOGIN_SECONDS = 4;

  private Driver() {}

  /**
   * Makes a connection outside of the pools, or gives up within seconds.
   *
   * @param name by which the server knows it
   */
  public static Connection connect(Settings.Database settings, String name) throws SQLException {
    return DriverManager.getConnection(settings.url(), properties(settings, name));
  }

  /**
   * The same, for one that is given up when an answer takes too long.
   *
   * @param seconds for which it waits for an answer
   */
  public static Connection connect(Settings.Database settings, String name, int seconds)
      throws SQLException {
    Properties properties = properties(settings, name);
    properties.setProperty("socketTimeout", String.valueOf(seconds));
    return DriverManager.getConnection(settings.url(), properties);
  }

  /**
   * Settings of the driver under which nobody waits for ever for a host that has frozen or
   * vanished. Those in the URL go before. Of several hosts it takes the one that can be written to.
   */
  static Properties properties(Settings.Database settings, String name) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", name);
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
    properties.setProperty("cancelSignalTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("hostRecheckSeconds", "1");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("socketFactory", SteadySockets.class.getName());
    if (hasSeveralHosts(settings.url())) {
      properties.setProperty("targetServerType", "primary");
    }
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    return properties;
  }

  private static boolean hasSeveralHosts(String url) {
    return url.replaceFirst("\\?.*", "").contains(",");
  }
}
