/** Settings, read once at the start from options and environment and checked all together. */
package kr.maeul.config;
