package kr.maeul.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** MapServer 8 over the same table, as FastCGI processes behind lighttpd. */
final class MapServer {
  private static final Path PROGRAM = Path.of("/usr/lib/cgi-bin/mapserv");
  private static final Path WEB_SERVER = Path.of("/usr/sbin/lighttpd");

  static final String ITEMS = "/mapserv/bench/ogcapi/collections/houses/items";

  private MapServer() {}

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM) && Files.isExecutable(WEB_SERVER);
  }

  static Program start(int port, Houses houses, Houses.Database db, int processes)
      throws Exception {
    Path folder = Path.of("target/bench").toAbsolutePath();
    Path map = folder.resolve("bench.map");
    Files.writeString(
        map,
        """
        MAP
          NAME "bench"
          EXTENT 127 35 128 36
          PROJECTION "init=epsg:4326" END
          OUTPUTFORMAT NAME "mvt" DRIVER "MVT" END
          WEB METADATA
            "ows_title" "bench" "ows_enable_request" "*" "ows_srs" "EPSG:4326"
            "oga_onlineresource" "http://127.0.0.1:%d/mapserv/bench/ogcapi"
          END END
          LAYER
            NAME "houses" TYPE POINT STATUS ON TEMPLATE "none"
            CONNECTIONTYPE POSTGIS
            CONNECTION "host=%s port=%s dbname=%s user=%s password=%s"
            DATA "location FROM (SELECT location, %s FROM %s.vacant_houses WHERE consent = 'listed') AS t USING UNIQUE id USING SRID=4326"
            PROCESSING "CLOSE_CONNECTION=DEFER"
            PROJECTION "init=epsg:4326" END
            METADATA "ows_title" "houses" "gml_include_items" "all" "gml_featureid" "id" "oga_max_limit" "10000" END
          END
        END
        """
            .formatted(
                port,
                db.host(),
                db.port(),
                db.name(),
                db.user(),
                db.password(),
                houses.columnsAndId(),
                houses.schema()));
    Files.writeString(
        folder.resolve("mapserver.conf"),
        "CONFIG\n ENV\n  MS_MAP_PATTERN \".\"\n END\n MAPS\n  bench \"" + map + "\"\n END\nEND\n");
    Path conf = folder.resolve("lighttpd.conf");
    Files.writeString(
        conf,
        """
        server.modules = ("mod_fastcgi")
        server.document-root = "%s"
        server.bind = "127.0.0.1"
        server.port = %d
        server.max-keep-alive-requests = 10000000
        fastcgi.server = ("/mapserv" => (("bin-path" => "%s", "socket" => "%s/mapserv.socket",
          "check-local" => "disable", "max-procs" => %d,
          "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "%s/mapserver.conf"))))
        """
            .formatted(folder, port, PROGRAM, folder, processes, folder));
    return Program.start(
        port,
        List.of(WEB_SERVER.toString(), "-D", "-f", conf.toString()),
        Map.of(),
        "server started");
  }
}
