# What surrounds every page, the door, and what is said when something stops.

## Frame

skip = К содержанию
demo-banner = Демонстрация: все люди и события здесь вымышлены.
nav-label = Разделы
nav-languages = Языки
nav-all = Все разделы
nav-board = Сводка
nav-search = Поиск
nav-count = Подсчёт
nav-figures = Чужие числа
nav-feeds = Входящие
nav-duplicates = Повторы
nav-drafts = Черновики
nav-about = О программе
foot-position = Позиция журнала { $position }
foot-zone = время: { $zone }
foot-printed = Напечатано
sign-out = Выйти
show = Показать
refresh = Обновить
renew-go = Обновлять автоматически
renew-stop = Не обновлять автоматически
any = любое
narrow = Уточнить
turn-before = Назад
turn-after = Дальше
position = позиция { $number }
and-more = и ещё { $number }

## Door

sign-in-needed = Вы не вошли
sign-in-needed-advice = Откройте ссылку, которую программа напечатала при запуске. Если вы её только что открыли, перейдите по ссылке ниже.
sign-in-used = Эта ссылка ничего не открывает
sign-in-used-advice = Ссылка для входа действует один раз. Её уже использовали или скопировали не целиком. Запустите программу заново, чтобы получить новую.
signed-out = Вы вышли
signed-out-advice = В браузере ничего с этих страниц не осталось. Чтобы войти снова, заприте картотеку в терминале (habeas lock) и откройте её парольной фразой или запустите программу заново.

## Stops

no-page = Такой страницы нет
no-page-advice = Возможно, в адресе опечатка или ссылка из другой версии.
stopped-refused = На такой запрос нельзя ответить
stopped-not-found = Здесь такого нет
stopped-conflict = Тем временем это изменилось
stopped-busy = Не сейчас
stopped-fault = В программе что-то сломалось
stopped-advice = Вернитесь, измените запрос и попробуйте снова.
stopped-incident = Ничего не потеряно. Сообщите номер { $number } тому, кто обслуживает эту машину: подробности в журнале программы.
stopped-board = К сводке

## Lock

lock = Запереть
leave = Уйти
locking = Картотека запирается
locking-advice = Ключи и всё, что было открыто, уходят из памяти этой машины. Снова открыть можно парольной фразой, долями ключа или файлом ключа.
locked-title = Заперто
locked-passphrase = Парольная фраза
locked-open = Открыть
locked-shares = Доли ключа. Несколько человек могут ввести свои по очереди, каждый со своей машины
locked-by-link = Открывается по ссылке, которую программа напечатала в терминале, когда её заперли.
locked-give = Передать
locked-given = Получено { $given } из { $needed }
locked-clear = Забыть полученные доли
locked-key-file = Открыть файлом ключа
locked-wrong = Не открылось.
locked-busy = Кто-то пробует прямо сейчас. Повторите через несколько секунд.
locked-taken = Принято. Нужны ещё.
locked-opening = Открывается. Страница продолжит сама.
