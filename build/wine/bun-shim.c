/*
 * Stands in for bcryptprimitives.dll under Wine. Of all programs only Bun's executables load it, and they do before their own
 * code runs, so that what Wine does otherwise than Windows can be mended here, in the executable's table of imports:
 * - the path of an open file by its volume is one that Wine itself cannot open again;
 * - a symbolic link is answered with success and none is made; Windows refuses it without a privilege;
 * - a pipe of the Unix side as standard input is none that Bun can read.
 * A pass under Wine therefore says nothing about these three on Windows.
 */
#include <windows.h>
#include <winternl.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG size);

/* The one function that Bun wants of the library: random bytes. */
__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *bytes, SIZE_T size) {
  const ULONG most = 1u << 20;
  for (SIZE_T done = 0; done < size;) {
    ULONG count = size - done < most ? (ULONG)(size - done) : most;
    if (!SystemFunction036(bytes + done, count)) return FALSE;
    done += count;
  }
  return TRUE;
}

typedef DWORD(WINAPI *FinalPath)(HANDLE file, WCHAR *path, DWORD size, DWORD flags);
static FinalPath finalPath;

/* Returns \??\X:\folder for VOLUME_NAME_NT, where Windows returns \Device\HarddiskVolume3\folder. */
static DWORD WINAPI finalPathOfDrive(HANDLE file, WCHAR *path, DWORD size, DWORD flags) {
  if ((flags & 7) != VOLUME_NAME_NT) return finalPath(file, path, size, flags);
  DWORD length = finalPath(file, path, size, (flags & ~7u) | VOLUME_NAME_DOS);
  if (length >= 4 && length < size && path[0] == '\\' && path[1] == '\\') path[1] = '?';
  return length;
}

static BOOLEAN WINAPI refuseSymbolicLink(const WCHAR *link, const WCHAR *target, DWORD flags) {
  (void)link, (void)target, (void)flags;
  SetLastError(ERROR_PRIVILEGE_NOT_HELD);
  return FALSE;
}

static void *rva(BYTE *image, DWORD offset) {
  return image + offset;
}

static void replaceEntry(IMAGE_THUNK_DATA *entry, void *function) {
  DWORD before;
  VirtualProtect(&entry->u1.Function, sizeof entry->u1.Function, PAGE_READWRITE, &before);
  entry->u1.Function = (ULONG_PTR)function;
  VirtualProtect(&entry->u1.Function, sizeof entry->u1.Function, before, &before);
}

/* Leads the executable's calls of a function elsewhere; returns the function, NULL where the executable does not import it. */
static void *redirect(const char *name, void *replacement) {
  BYTE *image = (BYTE *)GetModuleHandleW(NULL);
  IMAGE_NT_HEADERS *headers = rva(image, ((IMAGE_DOS_HEADER *)image)->e_lfanew);
  IMAGE_DATA_DIRECTORY directory = headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
  if (directory.VirtualAddress == 0) return NULL;
  void *original = NULL;
  for (IMAGE_IMPORT_DESCRIPTOR *library = rva(image, directory.VirtualAddress); library->Name != 0; library++) {
    if (library->OriginalFirstThunk == 0) continue;
    IMAGE_THUNK_DATA *names = rva(image, library->OriginalFirstThunk);
    IMAGE_THUNK_DATA *entries = rva(image, library->FirstThunk);
    for (; names->u1.AddressOfData != 0; names++, entries++) {
      if (IMAGE_SNAP_BY_ORDINAL(names->u1.Ordinal)) continue;
      IMAGE_IMPORT_BY_NAME *import = rva(image, (DWORD)names->u1.AddressOfData);
      if (lstrcmpA((const char *)import->Name, name) != 0) continue;
      original = (void *)entries->u1.Function;
      replaceEntry(entries, replacement);
    }
  }
  return original;
}

struct copying {
  HANDLE from;
  HANDLE to;
};

static DWORD WINAPI copyAll(void *argument) {
  static BYTE block[65536];
  struct copying pipes = *(struct copying *)argument;
  DWORD size;
  while (ReadFile(pipes.from, block, sizeof block, &size, NULL) && size > 0) {
    for (DWORD done = 0, written; done < size; done += written) {
      if (!WriteFile(pipes.to, block + done, size - done, &written, NULL)) goto end;
    }
  }
end:
  CloseHandle(pipes.to);
  return 0;
}

/* A pipe of Windows is one that reports its properties. */
static BOOL isForeignPipe(HANDLE file) {
  const int filePipeLocalInformation = 24;
  IO_STATUS_BLOCK status;
  BYTE properties[64];
  if (file == NULL || file == INVALID_HANDLE_VALUE || GetFileType(file) != FILE_TYPE_PIPE) return FALSE;
  return NtQueryInformationFile(file, &status, properties, sizeof properties, filePipeLocalInformation) != 0;
}

static void makeInputReadable(void) {
  static struct copying pipes;
  HANDLE input = GetStdHandle(STD_INPUT_HANDLE), end;
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  if (!isForeignPipe(input) || !CreatePipe(&end, &pipes.to, &inherited, 65536)) return;
  pipes.from = input;
  SetHandleInformation(pipes.to, HANDLE_FLAG_INHERIT, 0);
  SetStdHandle(STD_INPUT_HANDLE, end);
  CloseHandle(CreateThread(NULL, 0, copyAll, &pipes, 0, NULL));
}

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, void *reserved) {
  (void)library, (void)reserved;
  if (reason != DLL_PROCESS_ATTACH) return TRUE;
  finalPath = (FinalPath)redirect("GetFinalPathNameByHandleW", (void *)finalPathOfDrive);
  redirect("CreateSymbolicLinkW", (void *)refuseSymbolicLink);
  makeInputReadable();
  return TRUE;
}
