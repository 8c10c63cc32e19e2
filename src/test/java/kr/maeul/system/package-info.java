/**
 * The whole service, started as it is run and used as its users do: by HTTP, a browser and GDAL.
 */
package kr.maeul.system;
