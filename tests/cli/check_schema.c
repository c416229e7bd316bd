/* Checks records against docs/formats.md: the tables there are the schemas.
 *
 *     check_schema FORMATS.md FILE.ndjson...
 *
 * Every line must be one of the documented records: each member documented, of the
 * right type, none missing. Prints what is wrong; exit status 1 if anything is. With no
 * FILE standard input is read. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TABLES = 64, MAX_MEMBERS = 32, TEXT = 256 };

typedef struct member {
  char name[64], type[TEXT];
  bool optional;
} member;

typedef struct table {
  char schema[64], object[64]; /* object "" for the record itself */
  member members[MAX_MEMBERS];
  size_t count;
} table;

static table tables[MAX_TABLES];
static size_t table_count;
static unsigned faults;

static void fault(const char *where, const char *what, const char *name) {
  fprintf(stderr, "%s: %s: %s\n", where, what, name);
  faults++;
}

/* ---- reading the tables --------------------------------------------------- */

/* The text between the first two backquotes. */
static bool quoted(const char *line, char *out, size_t room) {
  const char *start = strchr(line, '`');
  const char *end = start ? strchr(start + 1, '`') : NULL;
  if (!end || (size_t)(end - start) > room) return false;
  memcpy(out, start + 1, (size_t)(end - start) - 1);
  out[end - start - 1] = '\0';
  return true;
}

static void begin_table(const char *schema, const char *object) {
  if (table_count == MAX_TABLES) exit(2);
  table *t = &tables[table_count++];
  snprintf(t->schema, sizeof t->schema, "%s", schema);
  snprintf(t->object, sizeof t->object, "%s", object);
}

/* "| `name` | type | meaning |" */
static void add_member(const char *line) {
  table *t = &tables[table_count - 1];
  char name[64];
  const char *second = strchr(line + 1, '|'), *third = second ? strchr(second + 1, '|') : NULL;
  if (!third || !quoted(line, name, sizeof name) || t->count == MAX_MEMBERS) return;
  member *m = &t->members[t->count++];
  size_t length = strlen(name);
  m->optional = length && name[length - 1] == '?';
  if (m->optional) name[length - 1] = '\0';
  memcpy(m->name, name, sizeof m->name);
  snprintf(m->type, sizeof m->type, "%.*s", (int)(third - second - 1), second + 1);
}

static bool read_tables(const char *path) {
  FILE *file = fopen(path, "r");
  char line[1024], schema[64] = "", object[64];
  bool inside = false;
  if (!file) return false;
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "### ", 4) == 0 && quoted(line, schema, sizeof schema)) {
      begin_table(schema, "");
      inside = true;
    } else if (strncmp(line, "#### ", 5) == 0 && inside && quoted(line, object, sizeof object)) {
      begin_table(schema, object);
    } else if (strncmp(line, "## ", 3) == 0) {
      inside = false;
    } else if (inside && strncmp(line, "| `", 3) == 0) {
      add_member(line);
    }
  }
  fclose(file);
  return table_count > 0;
}

static const table *find_table(const char *schema, const char *object) {
  for (size_t i = 0; i < table_count; i++)
    if (strcmp(tables[i].schema, schema) == 0 && strcmp(tables[i].object, object) == 0) return &tables[i];
  return NULL;
}

/* ---- checking ------------------------------------------------------------- */

static void check_object(const json_t *value, const table *t, const char *where);

static char *trimmed(char *text) {
  text += strspn(text, " ");
  size_t length = strlen(text);
  while (length && text[length - 1] == ' ') text[--length] = '\0';
  return text;
}

static bool one_of(const json_t *value, char *choices) {
  char number[32];
  snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
  const char *have = json_is_string(value) ? json_string_value(value) : number;
  for (char *choice = strtok(choices, ","); choice; choice = strtok(NULL, ","))
    if (strcmp(trimmed(choice), have) == 0) return true;
  return false;
}

static bool check_list(const json_t *value, const char *of, const char *schema, const char *where) {
  size_t i;
  const json_t *item;
  if (!json_is_array(value)) return false;
  if (strcmp(of, "4 integers") == 0) {
    json_array_foreach(value, i, item) {
      if (!json_is_integer(item)) return false;
    }
    return json_array_size(value) == 4;
  }
  if (strcmp(of, "string") == 0) {
    json_array_foreach(value, i, item) {
      if (!json_is_string(item)) return false;
    }
    return true;
  }
  const table *t = find_table(schema, of);
  if (!t) return false;
  json_array_foreach(value, i, item) { check_object(item, t, where); }
  return true;
}

static bool has_type(const json_t *value, const char *type, const char *schema, const char *where) {
  char text[TEXT];
  snprintf(text, sizeof text, "%s", type);
  char *t = trimmed(text), *null = strstr(t, "or null");
  if (null) {
    if (json_is_null(value)) return true;
    while (null > t && (null[-1] == ' ' || null[-1] == ',')) null--;
    *null = '\0';
  }
  if (strncmp(t, "one of ", 7) == 0) return one_of(value, t + 7);
  if (strncmp(t, "list of ", 8) == 0) return check_list(value, t + 8, schema, where);
  if (strcmp(t, "string") == 0) return json_is_string(value);
  if (strcmp(t, "true or false") == 0) return json_is_boolean(value);
  if (strcmp(t, "integer from 0") == 0) return json_is_integer(value) && json_integer_value(value) >= 0;
  if (strcmp(t, "integer from 1") == 0) return json_is_integer(value) && json_integer_value(value) >= 1;
  if (strcmp(t, "string or integer") == 0) return json_is_string(value) || json_is_integer(value);
  if (strcmp(t, "number") == 0) return json_is_number(value);
  if (strcmp(t, "number from 0 to 1") == 0)
    return json_is_number(value) && json_number_value(value) >= 0 && json_number_value(value) <= 1;
  const table *object = find_table(schema, t);
  if (!object) return false;
  check_object(value, object, where);
  return true;
}

static void check_object(const json_t *value, const table *t, const char *where) {
  const char *key;
  json_t *unused;
  if (!json_is_object(value)) {
    fault(where, "not an object", t->object);
    return;
  }
  for (size_t i = 0; i < t->count; i++) {
    const json_t *have = json_object_get(value, t->members[i].name);
    if (!have && !t->members[i].optional) fault(where, "missing member", t->members[i].name);
    if (have && !has_type(have, t->members[i].type, t->schema, where))
      fault(where, "wrong type or value", t->members[i].name);
  }
  json_object_foreach((json_t *)value, key, unused) {
    size_t i = 0;
    while (i < t->count && strcmp(t->members[i].name, key) != 0) i++;
    if (i == t->count) fault(where, "undocumented member", key);
  }
}

static void check_line(const char *line, const char *where) {
  json_error_t err;
  json_t *record = json_loads(line, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &err);
  const char *schema = json_string_value(json_object_get(record, "schema"));
  const table *t = schema ? find_table(schema, "") : NULL;
  if (!record)
    fault(where, "not JSON", err.text);
  else if (!t)
    fault(where, "no documented schema", schema ? schema : "(none)");
  else
    check_object(record, t, where);
  json_decref(record);
}

static unsigned check_file(FILE *file, const char *name) {
  char *line = NULL, where[512];
  size_t room = 0;
  unsigned number = 0;
  while (getline(&line, &room, file) >= 0) {
    snprintf(where, sizeof where, "%s:%u", name, ++number);
    check_line(line, where);
  }
  free(line);
  return number;
}

int main(int argc, char **argv) {
  unsigned records = 0;
  if (argc < 2 || !read_tables(argv[1])) {
    fputs("usage: check_schema FORMATS.md FILE.ndjson...\n", stderr);
    return 2;
  }
  if (argc == 2) records = check_file(stdin, "(standard input)");
  for (int i = 2; i < argc; i++) {
    FILE *file = fopen(argv[i], "r");
    if (file) {
      records += check_file(file, argv[i]);
      fclose(file);
    } else {
      fault(argv[i], "cannot open", "");
    }
  }
  printf("%u records\n", records);
  return faults ? 1 : 0;
}
