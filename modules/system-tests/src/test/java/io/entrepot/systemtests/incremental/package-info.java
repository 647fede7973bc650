/** An image that is sent day after day, changed a little in between: what a day costs is what it changed. */
package io.entrepot.systemtests.incremental;
